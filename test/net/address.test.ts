import { describe, expect, test } from "vitest";
import { addressGuard } from "#net/address.ts";

const open = [
  "93.184.215.14",
  "2606:2800:21f:cb07::1",
  "64:ff9b::5db8:d70e",
  "::ffff:93.184.215.14",
];

const refused = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "192.0.0.8",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "64:ff9b::127.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1::7f00:1",
  "2002:7f00:1::",
  "2002:a9fe:a9fe::1",
  "2001:0:1:2:3:4:80ff:fffe",
  "2001:db8::1",
  "3fff::1",
  "4000::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "localhost",
  "",
];

describe("the address guard", () => {
  const allows = addressGuard([]);

  test.each(open)("%s may be reached", (address) => {
    expect(allows(address)).toBe(true);
  });

  test.each(refused)("%j is refused", (address) => {
    expect(allows(address)).toBe(false);
  });

  test("a range that the operator names is open, however it is written", () => {
    const allows = addressGuard(["10.1.0.0/16", "fd00::/8"]);
    expect(["10.1.2.3", "::ffff:10.1.2.3", "fd12::1"].map(allows)).toEqual([true, true, true]);
    expect(["10.2.0.1", "127.0.0.1", "fc00::1"].map(allows)).toEqual([false, false, false]);
  });

  test("a malformed range is named", () => {
    expect(() => addressGuard(["10.0.0.0"])).toThrow("10.0.0.0 is not an address range");
  });
});
