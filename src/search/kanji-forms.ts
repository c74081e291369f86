// Kanji that have an older or another form, each before the form that it is searched as. What NFKC
// turns into the form in use anyway is not here, nor what differs in meaning: 島 is 嶋, but 坂 is not 阪.

/** 旧字体: the forms that the Jōyō and the Jinmeiyō tables give as the older ones. */
const older =
  "亞亜惡悪壓圧圍囲爲為醫医壹壱隱隠榮栄營営衞衛驛駅圓円緣縁艷艶鹽塩奧奥應応橫横歐欧毆殴櫻桜穩穏溫温" +
  "假仮價価畫画會会壞壊懷懐繪絵擴拡殼殻覺覚學学嶽岳樂楽渴渇罐缶勸勧卷巻寬寛歡歓觀観關関陷陥巖巌顏顔" +
  "歸帰氣気龜亀僞偽戲戯犧犠卻却擧挙據拠舊旧虛虚峽峡挾挟敎教狹狭鄕郷曉暁區区驅駆勳勲薰薫徑径惠恵揭掲" +
  "溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸擊撃缺欠儉倹劍剣圈圏檢検權権獻献硏研縣県險険顯顕驗験嚴厳效効廣広" +
  "恆恒鑛鉱黃黄號号國国黑黒濟済碎砕齋斎劑剤雜雑參参慘惨棧桟產産蠶蚕贊賛殘残絲糸兒児齒歯辭辞濕湿實実" +
  "寫写舍舎釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙尙尚奬奨將将燒焼稱称證証乘乗剩剰壤壌孃嬢條条" +
  "淨浄狀状疊畳讓譲釀醸觸触囑嘱寢寝愼慎眞真晉晋盡尽圖図粹粋醉酔隨随髓髄數数樞枢瀨瀬淸清聲声靑青靜静" +
  "齊斉稅税攝摂竊窃說説專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿巢巣爭争莊荘裝装騷騒總総聰聡" +
  "增増藏蔵臟臓卽即屬属續続墮堕對対體体帶帯滯滞瀧滝臺台擇択澤沢脫脱單単團団彈弾擔担斷断膽胆癡痴遲遅" +
  "晝昼蟲虫鑄鋳廳庁徵徴聽聴鎭鎮遞逓鐵鉄轉転點点傳伝戶戸黨党盜盗燈灯當当德徳獨独讀読鬪闘內内貳弐姙妊" +
  "惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏竝並變変邊辺辨弁瓣弁辯弁步歩穗穂" +
  "舖舗寶宝萠萌襃褒豐豊沒没飜翻每毎萬万滿満默黙彌弥譯訳藥薬豫予餘余與与譽誉搖揺樣様謠謡遙遥來来賴頼" +
  "亂乱覽覧龍竜兩両獵猟綠緑壘塁淚涙勵励禮礼隸隷靈霊齡齢曆暦歷歴戀恋鍊錬爐炉勞労樓楼郞郎祿禄錄録灣湾" +
  "悅悦閱閲鬭闘緜綿靱靭銳鋭飮飲稻稲豔艶槪概旣既濤涛吳呉娛娯兔兎冰氷凉涼絕絶彥彦幷并屛屏敕勅" +
  "冱冴麵麺涉渉晚晩倂併餠餅屆届戾戻繩縄曾曽屢屡蟬蝉";

/** 異体字: what names, places and newspapers are printed with as well. */
const others =
  "﨑崎嵜崎髙高濵浜嶋島嶌島舘館冨富檜桧淵渕渊渕邉辺斾旆峯峰凜凛堯尭槇槙籠篭鷗鴎禱祷瀆涜摑掴塡填頰頬" +
  "剝剥噓嘘繫繋蠟蝋萊莱醬醤軀躯嚙噛攪撹竈竃俠侠諫諌靫靭礪砺蠣蛎藪薮鶯鴬驒騨瘦痩儘侭邇迩壺壷欝鬱焰焔" +
  "姸妍啞唖搔掻鰺鯵麴麹鹼鹸蔣蒋繡繍潑溌醱醗簞箪囊嚢顚顛吞呑俱倶穎頴礦鉱賤賎櫸欅溯遡裡裏綫線舩船邨村" +
  "埜野亙亘桒桑𠮷吉惪徳冲沖聯連";

/** By the form that is replaced. */
export const kanjiForms: ReadonlyMap<string, string> = pairs(older + others);

function pairs(text: string): Map<string, string> {
  const characters = [...text];
  return new Map(
    characters.flatMap((form, i): [string, string][] =>
      i % 2 === 0 ? [[form, characters[i + 1] ?? form]] : [],
    ),
  );
}
