// DKIM signatures, RFC 6376, rsa-sha256.

import { createPrivateKey } from "node:crypto";
import { buffer } from "node:stream/consumers";
import DKIM from "nodemailer/lib/dkim";

type DkimKey = { domain: string; selector: string /** PEM */; privateKey: string };

/** Puts a DKIM-Signature before a composed message. The same bytes get the same signature. */
export type Signer = (bytes: Buffer) => Promise<Buffer>;

/** RFC 8058 §4 wants both List-Unsubscribe fields signed; fields that are absent are left out. */
const signed =
  "From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:" +
  "Content-Language:List-Id:List-Help:List-Unsubscribe:List-Unsubscribe-Post:List-Archive";

/** Throws an Error where the key cannot sign: nodemailer would leave the mail unsigned in silence. */
export function openSigner({ domain, selector, privateKey }: DkimKey): Signer {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== "rsa")
    throw new Error(`the DKIM key is ${key.asymmetricKeyType}; an RSA key is needed`);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) throw new Error(`the DKIM key has ${bits} bits; 2048 are needed`);
  const dkim = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey: key,
    headerFieldNames: signed,
  });
  return (bytes) => buffer(dkim.sign(bytes));
}
