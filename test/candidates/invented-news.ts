// Headlines and leads of an invented world: what an archive of defence cooperation wants, and what
// else comes in on the same days. Every name, unit and exercise is made up.

import type { Text } from "#candidates/rank-features.ts";

/** Headline and lead, divided by a bar. */
const wantedJa = `
日米が港湾防衛の共同訓練「冬のかがり火」開始 潮見沖で|海上自衛隊と米海軍の艦艇6隻が参加し、機雷の除去と洋上補給を確かめる。
冬のかがり火、豪海軍も初参加 3カ国で対潜訓練|共同訓練に豪州のフリゲートが加わり、潜水艦を探知する手順を合わせた。
統合演習「北の灯台」来月実施 自衛隊と米軍1万2千人|統合幕僚監部が概要を公表した。島しょ防衛を想定し、九州と沖縄で行う。
北の灯台で離島奪還を公開 水陸機動団と米海兵隊|輸送機と揚陸艇を使い、上陸から拠点の確保までを報道陣に見せた。
日米防衛相が電話会談 共同訓練の拡大で一致|抑止力の強化に向け、指揮統制の連携を進める考えを確かめた。
防衛相、日米の指揮統制で「年内に枠組み」 記者会見|統合作戦司令部と在日米軍の連携について、協議の進み具合を説明した。
在日米軍に統合軍司令部 準備班が市ケ谷で活動開始|自衛隊の統合作戦司令部との調整を担う要員がまず20人配置された。
迎撃弾「海燕」の共同開発、日米が設計段階へ|極超音速の兵器を滑空段階で迎え撃つ。費用の分担は今後詰める。
海燕の試験設備を米国内に建設へ 防衛省が予算要求|共同開発の迎撃ミサイルの評価に使う設備で、3年後の稼働を見込む。
次期中等練習機、日米で共同研究 防衛装備庁が発表|装備庁と米空軍が要求性能をまとめる。操縦士の養成を共通にする狙い。
戦闘機の整備拠点を小松に 米軍機の修理も受け持つ|国内企業が米空軍の戦闘機の定期整備を請け負い、稼働率を上げる。
米駆逐艦の補修を国内造船所で 初の大規模契約|米海軍が東浜造船と結んだ。同盟国の工場を使う枠組みの一環となる。
空自と米空軍、爆撃機と共同飛行 日本海上空で|F-15戦闘機8機が米軍のB-52爆撃機2機と編隊を組んだ。
空自戦闘機、米軍機と空中給油訓練 三陸沖|給油機の手順を相互に確かめ、どちらの機体にも給油できることを示した。
陸自と米陸軍「東の稜線」 高機動ロケット砲を実射|演習場で多連装ロケット砲を撃ち、射撃の情報を共有した。
東の稜線、地対艦ミサイル部隊を奄美に展開|米海兵隊の無人発射機と並べて配置し、目標の割り当てを訓練した。
無人発射機を石垣に一時展開 米海兵隊、演習に伴い|演習が終われば撤収する。市は事前の説明を求めていた。
中距離ミサイル発射装置、演習後も岩国に 米軍が説明|防衛省は撤収の時期を確認中とし、県は早期の撤収を申し入れた。
日米韓が海上共同訓練 空母も参加、済州島の東方沖|弾道ミサイルの追尾と対潜戦の訓練を3日間行った。
日米韓の制服組トップが会談 情報の即時共有を確認|北朝鮮のミサイルの警戒データを共有する仕組みの運用を点検した。
日米豪比、南シナ海で海上協同活動|4カ国の艦艇が通信と隊形の訓練を行い、航行の自由を支える姿勢を示した。
海自護衛艦がフィリピン寄港 米比との訓練後に|部隊間の協力協定に基づき、補給と親善の行事を行う。
部隊の相互訪問円滑化協定、国会が承認|訓練のために入国する部隊の手続きを簡素にする。発効は秋の見通し。
日英伊の次期戦闘機、開発法人が東京に事務所|3カ国の企業が出資する法人で、機体の設計をまとめる。
駐留経費の交渉入り 来年度以降の負担を協議|日米の事務レベルが都内で会合を開き、訓練の資機材の費用も議題とした。
在日米軍の経費負担、特別協定を5年で合意へ|提供施設の整備費を抑え、共同訓練に回す方向で調整している。
オスプレイの飛行を再開 部品交換の後、陸自と米軍|点検を終えた機体から順に飛ぶ。防衛省は地元の自治体に説明した。
嘉手納に無人偵察機を無期限で配備 米軍が通知|洋上の監視を強める。地元は騒音への懸念を示した。
米海兵隊、沖縄からグアムへ移転を開始 先遣隊100人|移転の第一陣で、日米が合意した再編計画に沿うものだ。
普天間の代替施設、地盤改良の工事に着手|防衛局が砂のくいの打ち込みを始めた。県は中止を求めている。
防衛省、弾薬庫を新設 米軍との共同使用を想定|大分など3カ所に設ける。長射程のミサイルを保管する。
特定利用の空港と港湾に5カ所追加 自衛隊の訓練に|平時から円滑に使えるよう整備する。国と管理者が確認文書を交わした。
共同使用の滑走路で緊急着陸訓練 空自と米海兵隊|民間空港を使い、負傷者の搬送までの流れを確かめた。
サイバー防衛の日米演習 重要インフラへの攻撃想定|自衛隊のサイバー防衛隊と米軍の部隊が机上で対処を競った。
宇宙状況監視で日米が衛星の情報を交換|準天頂衛星に載せた米国の監視装置のデータを共有し始めた。
弾道ミサイル迎撃試験に成功 イージス艦「みさき」|ハワイ沖で米海軍の支援を受けて標的を撃ち落とした。
米軍横田基地に弾道ミサイル警報班 自衛隊員も常駐|警報の伝達にかかる時間を短くする。
巡航ミサイル「飛魚」の取得契約 防衛省と米政府|400発を有償援助で買う。護衛艦の改修も同時に進める。
米国製巡航ミサイルの運用教育、海自隊員が渡米|発射の手順を米海軍の施設で学び、来年度の配備に備える。
日米の防衛協力の指針、見直しの是非を協議|外務・防衛の担当閣僚会合で、宇宙とサイバーの扱いを詰める。
外務・防衛閣僚会合を月内開催 拡大抑止も議題|核を含む抑止力の運用について、閣僚級で話し合う見通し。
衛生部隊が負傷者後送の共同訓練 輸送機で本州へ|離島から病院までの搬送を自衛隊と米軍の医官が通しで行った。
補給艦「ときわ灘」が米艦隊に洋上給油|インド洋で行い、物品役務の相互提供協定を使った。
日米の造船協力で作業部会 艦艇の補修を分担|経済と防衛の担当省庁が参加し、来春までに工程をまとめる。
米インド太平洋軍司令官が来日 統合作戦司令官と会談|共同の作戦計画の更新と、訓練の回数を増やすことで一致した。
陸自、米豪との実動訓練に500人派遣 熱帯の戦闘も|豪州北部の演習場で射撃と渡河を行う。`;

const wantedEn = `
Japan, U.S. open exercise Winter Beacon off Shiomi|Six ships from the two navies practice mine clearance and replenishment at sea.
Australia joins Winter Beacon for the first time|A frigate adds anti-submarine work to the bilateral drill.
Japan and U.S. agree to co-develop Sea Swallow interceptor|The missile would engage hypersonic weapons in their glide phase.
U.S. Forces Japan begins shift to joint force headquarters|A first team starts coordination with Japan's joint operations command.
Yard in Higashihama wins U.S. Navy destroyer repair work|The contract is the largest yet under the allied sustainment framework.
Japanese F-15s fly with B-52 bombers over Sea of Japan|Eight fighters escorted two bombers in a bilateral formation.
Marines keep unmanned launcher on Ishigaki during drill|The anti-ship system deploys beside Japanese missile units.
Japan orders 400 Flying Fish cruise missiles from U.S.|Tokyo will refit destroyers to fire them under a foreign military sale.
Defense ministers discuss command and control by phone|The two sides want a framework for the alliance within the year.
Japan, U.S., South Korea sail with carrier in three-day drill|The trilateral exercise tracked ballistic targets and submarines.
Tokyo, Canberra sign logistics arrangement for warships|The text lets the two navies repair and supply each other's ships.
Osprey flights resume in Japan after part is replaced|U.S. and Japanese aircraft return to training in stages.
Alliance cyber exercise tests attack on power grid|Japanese and American units worked side by side for five days.
U.S. drone squadron to stay at Kadena indefinitely|Maritime surveillance will grow, Japan's defense ministry said.`;

const unwantedJa = `
日米関税協議、自動車の扱いで隔たり|経済再生相が渡米し閣僚と会談したが、合意には至らなかった。
日米首脳が電話会談 関税と投資を協議|首相は国益を守る立場を伝え、協議を急ぐことで一致した。
日米野球、来季は札幌でも開催|選抜チーム同士が5試合を行う。入場券は来月売り出す。
米大統領選の候補者討論会、経済政策で応酬|税と移民をめぐり激しく言い合った。
米連邦準備、政策金利を据え置き|物価の見通しが不確かだとして、利下げを見送った。
潮見港に大型クルーズ船 乗客3千人が市内観光|岸壁では太鼓の演奏で歓迎した。
東浜港のコンテナ取扱量が過去最高|アジア向けの輸出が伸び、前年より8%増えた。
港まつりの花火に12万人 潮見市|市民の実行委員会が3年ぶりに打ち上げた。
フェリー新航路、来春就航へ 東浜と離島を結ぶ|運航会社が運賃と時刻を発表した。
サンマ漁が解禁 初水揚げは昨年の2倍|市場では1匹800円の値がついた。
台風9号が接近 沖縄で暴風のおそれ|気象台は高波に警戒を呼びかけている。
大雨で土砂崩れ、県道が通行止め|けが人の情報はない。復旧は週明けになる見込み。
震度4の地震 津波の心配なし|震源の深さは約50キロ。新幹線は一時止まった。
山林火災で自衛隊ヘリが消火活動|県が災害派遣を求めた。住宅への延焼はない。
自衛隊音楽隊が定期演奏会 市民会館で|行進曲など12曲を演奏し、千人が聴き入った。
自衛隊員を窃盗の疑いで逮捕 県警|駐屯地近くの店で商品を盗んだ疑いが持たれている。
自衛官の募集で高校説明会 応募者減続く|少子化で採用が計画に届かない状態が続いている。
防衛大臣政務官に新人議員 内閣改造で|副大臣と政務官の人事が決まり、皇居で認証式があった。
防衛装備の企業、決算で増益 受注が伸びる|重工大手が通期の見通しを引き上げた。
防衛増税の時期、与党税調が議論|所得税の扱いを年末に決める方針だ。
警察がサイバー犯罪の専従班 詐欺の摘発強化|偽の通販サイトへの対処にあたる。
ミサイルのような速球 新人投手が完封勝利|9回を投げ切り、無四球で14三振を奪った。
かつお一本釣り漁船が転覆 乗組員は全員救助|海上保安部が原因を調べている。
海上保安庁の巡視船が一般公開 親子連れでにぎわう|制服の試着や放水の見学があった。
ドイツ、国防費を倍増へ 与野党が合意|基本法を改めて債務の上限から外す。
ウクライナ東部で戦闘続く 住宅に無人機攻撃|当局は9人が死亡したと発表した。
イスラエルとハマスの停戦協議が再開|仲介国が人質の解放の案を示した。
インドとパキスタン、国境で銃撃|双方が相手の挑発だと非難している。
中国の輸出、2カ月連続で減少|米国向けの落ち込みが響いた。
韓国で統一地方選 与党が苦戦|首都圏の市長選で野党候補が先行している。
台湾で総統選の集会 若者の参加増える|物価と住宅が争点になっている。
フィリピンで噴火 住民3千人が避難|火山灰が首都圏にも達した。
ロケット打ち上げ成功 気象衛星を軌道へ|30分後に分離を確認した。
探査機が小惑星に到着 表面の画像を公開|来月にも試料の採取を試みる。
国会、補正予算が成立 物価高対策に3兆円|電気とガスの料金を補う。
首相が衆院解散を表明 来月投開票|経済対策の是非を問うとした。
県知事選が告示 3氏の争い|現職に新人2人が挑む。
市議会、新庁舎の予算案を可決|総工費は120億円。4年後の完成を目指す。
消費者物価、3.1%上昇 コメが押し上げ|23カ月続けて2%を超えた。
日銀が金融政策を維持 総裁会見|賃金の動きを見極める考えを示した。
円相場、1ドル150円台に下落|米国の長期金利の上昇を受けて売られた。
東証、続伸し年初来高値|半導体関連の株が買われた。
百貨店の売上高が5カ月ぶり増 訪日客が寄与|宝飾品と化粧品が伸びた。
自動車大手、電気自動車の新工場を建設|投資額は2千億円。雇用は900人を見込む。
鉄道会社が運賃を値上げへ 国に申請|初乗りは10円上がる。
新幹線で停電 2時間運転見合わせ|架線に飛来物が付いていた。
高速道路で多重事故 4人けが|濃い霧で見通しが悪かったという。
住宅火災で1人死亡 高齢の住人か|警察が身元の確認を急いでいる。
特殊詐欺で男3人を逮捕 被害は1億円|警察官を装って現金を引き出させた。
裁判所、再審の開始を認める決定|弁護団が示した鑑定を新たな証拠とした。
最高裁、同性婚の規定で初判断へ|大法廷に審理を回付した。
高校野球、潮見西が初の甲子園|延長11回のサヨナラ勝ちだった。
大相撲秋場所、新大関が優勝|千秋楽で横綱を破り14勝目を挙げた。
サッカー代表、強豪と引き分け|後半に追いつき、勝ち点1を得た。
マラソン大会に1万人 晴天の湾岸を走る|地元の高校生が給水を手伝った。
将棋の名人戦、第4局は先手勝ち|対戦成績は2勝2敗となった。
映画祭で新人監督に大賞|離島の漁師を描いた作品が評価された。
人気歌手が全国ツアーを発表|10都市で22公演を行う。
文学賞に地元の作家 港町が舞台|選考委員は情景の描写をほめた。
国宝の仏像を修復 3年ぶり公開|寺は来月から特別拝観を始める。
遺跡から弥生時代の木の舟|保存の状態がよく、櫂もそろっていた。
大学入試の出願始まる 共通テスト|志願者は昨年より2%少ない。
小学校の給食費を無償に 市が方針|来年度の予算案に盛り込む。
医師の働き方で病院が夜間診療を縮小|救急は隣の市の病院が受け持つ。
インフルエンザが流行期に入る|県は手洗いと換気を呼びかけた。
新薬の治験で効果 認知症の進行を抑える|国際的な医学誌に論文が載った。
原発の再稼働、県が同意へ|知事が議会で考えを述べる。
太陽光パネルの廃棄で新制度|製造者に費用の負担を求める。
クマの目撃が相次ぐ 通学路に警戒|猟友会が見回りを続けている。
コメの作況は平年並み 農水省|猛暑の影響は限られた。
訪日客が過去最多 1カ月で390万人|春の花見の客が増えた。
人工知能の新興企業が資金調達 80億円|翻訳の事業を海外に広げる。
通信大手で障害 緊急通報も一時不通|設備の更新で設定を誤った。
個人情報30万件が流出 通販会社|外部からの侵入を受けた。
宅配大手、ドローンで離島に医薬品|船の欠航時にも届けられるようにする。
動物園でゾウの赤ちゃん誕生|来週から公開し、名前を募る。
天気 あすは全国的に晴れ|朝晩は冷え込む見込み。`;

const unwantedEn = `
Tariff talks between Tokyo and Washington stall over cars|The economy minister left without a deal after two rounds.
Fed holds rates steady as inflation lingers|Officials said they would wait for clearer data.
Cruise ship brings 3,000 visitors to Shiomi|Drummers greeted passengers on the quay.
Container traffic at Higashihama port hits record|Exports to Asia rose 8 percent from a year earlier.
Typhoon nears Okinawa with strong winds|Forecasters warned of high waves through the weekend.
Rookie pitches shutout in season opener|He struck out fourteen and walked none.
Germany to double defence spending after budget deal|Parliament will amend the basic law this month.
Ceasefire talks resume in Cairo|Mediators presented a plan for the release of hostages.
Chip maker raises forecast on data centre demand|Shares rose 6 percent in early trading.
Yen slips past 150 to the dollar|Higher long-term yields in America drove the move.
Probe reaches asteroid and sends first pictures|Scientists hope to collect a sample next month.
Lawmakers pass extra budget to ease living costs|The package subsidises power and gas bills.
Election campaign opens with rice prices in focus|Three candidates made their first speeches in the rain.
Airline adds flights between Osaka and Sydney|Tourism boards expect a busy summer.
Museum restores ancient wooden boat|The vessel was found with both oars intact.
Wildfire near resort forces evacuation|Crews gained ground as the wind fell.
Court orders retrial in decades-old case|Lawyers had presented a new forensic report.
Army band plays to full hall|Proceeds went to the children's hospital.
Coast guard opens patrol ship to families|Visitors tried on uniforms and watched water cannon.
Startup raises funds for translation software|It plans to open an office in Singapore.`;

export const wanted: readonly Text[] = [...readTexts(wantedJa), ...readTexts(wantedEn)];
export const unwanted: readonly Text[] = [...readTexts(unwantedJa), ...readTexts(unwantedEn)];

function readTexts(block: string): Text[] {
  return block
    .trim()
    .split("\n")
    .map((line) => {
      const [title = "", lead = ""] = line.split("|");
      return { title, lead };
    });
}
