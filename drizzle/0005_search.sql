-- Written by hand: functions that drizzle does not know, and the column and indexes that need them.

-- What is found alike is folded alike. src/search/fold.ts does the same for queries and marks, and
-- test/search/fold.test.ts holds the two together. lower() in collation C knows ASCII only, on every
-- server alike; the rest is in the tables. The long one is asked only for the characters that are in
-- it: translate() goes through all of a table for each character of a text.
CREATE FUNCTION "public"."search_fold"(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
	t text := lower(normalize($1, NFKC) COLLATE "C");
	one text;
BEGIN
	t := regexp_replace(t, '[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]', '', 'g');
	IF strpos(t, 'ヴ') > 0 THEN
		t := replace(replace(replace(replace(t, 'ヴァ', 'バ'), 'ヴィ', 'ビ'), 'ヴェ', 'ベ'), 'ヴォ', 'ボ');
	END IF;
	t := translate(t, 'ァィゥェォッャュョ', 'アイウエオツヤユヨ');
	FOR one IN SELECT DISTINCT m[1] FROM regexp_matches(t, '[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĐĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŁŃńŅņŇňŊŌōŎŏŐőŒŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžͰͲͶͿΆΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰϊϋόύώϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѐёѓїќѝўヮヵヶヰヱヲヂヅヴヷヸヹヺゐゑゔ‐‒–—―−─━“”„‟〝〟‘’‚‛〜∼∾·•‧∙⋅○◯øłđ亞惡壓圍爲醫壹隱榮營衞驛圓緣艷鹽奧應橫歐毆櫻穩溫假價畫會壞懷繪擴殼覺學嶽樂渴罐勸卷寬歡觀關陷巖顏歸氣龜僞戲犧卻擧據舊虛峽挾敎狹鄕曉區驅勳薰徑惠揭溪經繼莖螢輕鷄藝擊缺儉劍圈檢權獻硏縣險顯驗嚴效廣恆鑛黃號國黑濟碎齋劑雜參慘棧產蠶贊殘絲兒齒辭濕實寫舍釋壽收從澁獸縱肅處緖敍尙奬將燒稱證乘剩壤孃條淨狀疊讓釀觸囑寢愼眞晉盡圖粹醉隨髓數樞瀨淸聲靑靜齊稅攝竊說專戰淺潛纖踐錢禪雙壯搜插巢爭莊裝騷總聰增藏臟卽屬續墮對體帶滯瀧臺擇澤脫單團彈擔斷膽癡遲晝蟲鑄廳徵聽鎭遞鐵轉點傳戶黨盜燈當德獨讀鬪內貳姙惱腦霸廢拜賣麥發髮拔蠻祕濱甁拂佛竝變邊辨瓣辯步穗舖寶萠襃豐沒飜每萬滿默彌譯藥豫餘與譽搖樣謠遙來賴亂覽龍兩獵綠壘淚勵禮隸靈齡曆歷戀鍊爐勞樓郞祿錄灣悅閱鬭緜靱銳飮稻豔槪旣濤吳娛兔冰凉絕彥幷屛敕冱麵涉晚倂餠屆戾繩曾屢蟬﨑嵜髙濵嶋嶌舘冨檜淵渊邉斾峯凜堯槇籠鷗禱瀆摑塡頰剝噓繫蠟萊醬軀嚙攪竈俠諫靫礪蠣藪鶯驒瘦儘邇壺欝焰姸啞搔鰺麴鹼蔣繡潑醱簞囊顚吞俱穎礦賤櫸溯裡綫舩邨埜亙桒𠮷惪冲聯]', 'g') AS m LOOP
		t := replace(t, one, translate(one,
			'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĐĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŁŃńŅņŇňŊŌōŎŏŐőŒŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžͰͲͶͿΆΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰϊϋόύώϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѐёѓїќѝўヮヵヶヰヱヲヂヅヴヷヸヹヺゐゑゔ‐‒–—―−─━“”„‟〝〟‘’‚‛〜∼∾·•‧∙⋅○◯øłđ亞惡壓圍爲醫壹隱榮營衞驛圓緣艷鹽奧應橫歐毆櫻穩溫假價畫會壞懷繪擴殼覺學嶽樂渴罐勸卷寬歡觀關陷巖顏歸氣龜僞戲犧卻擧據舊虛峽挾敎狹鄕曉區驅勳薰徑惠揭溪經繼莖螢輕鷄藝擊缺儉劍圈檢權獻硏縣險顯驗嚴效廣恆鑛黃號國黑濟碎齋劑雜參慘棧產蠶贊殘絲兒齒辭濕實寫舍釋壽收從澁獸縱肅處緖敍尙奬將燒稱證乘剩壤孃條淨狀疊讓釀觸囑寢愼眞晉盡圖粹醉隨髓數樞瀨淸聲靑靜齊稅攝竊說專戰淺潛纖踐錢禪雙壯搜插巢爭莊裝騷總聰增藏臟卽屬續墮對體帶滯瀧臺擇澤脫單團彈擔斷膽癡遲晝蟲鑄廳徵聽鎭遞鐵轉點傳戶黨盜燈當德獨讀鬪內貳姙惱腦霸廢拜賣麥發髮拔蠻祕濱甁拂佛竝變邊辨瓣辯步穗舖寶萠襃豐沒飜每萬滿默彌譯藥豫餘與譽搖樣謠遙來賴亂覽龍兩獵綠壘淚勵禮隸靈齡曆歷戀鍊爐勞樓郞祿錄灣悅閱鬭緜靱銳飮稻豔槪旣濤吳娛兔冰凉絕彥幷屛敕冱麵涉晚倂餠屆戾繩曾屢蟬﨑嵜髙濵嶋嶌舘冨檜淵渊邉斾峯凜堯槇籠鷗禱瀆摑塡頰剝噓繫蠟萊醬軀嚙攪竈俠諫靫礪蠣藪鶯驒瘦儘邇壺欝焰姸啞搔鰺麴鹼蔣繡潑醱簞囊顚吞俱穎礦賤櫸溯裡綫舩邨埜亙桒𠮷惪冲聯',
			'aaaaaaæceeeeiiiiðnoooooouuuuyþaaaaaaceeeeiiiinooooouuuuyyaaaaaaccccccccdddeeeeeeeeeegggggggghhħiiiiiiiiijjkklllllllnnnnnnŋooooooœrrrrrrssssssssttttŧuuuuuuuuuuuuwwyyyzzzzzzͱͳͷϳαεηιουωιαβγδεζηθικλμνξοπρστυφχψωιυαεηιυιυουωϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽееђгєѕііјљњћкиуџабвгдежзийклмнопрстуфхцчшщъыьэюяеегікиуワカケイエオジズブバビベボいえぶ--------""""""''''''''~~~・・・・・〇〇old亜悪圧囲為医壱隠栄営衛駅円縁艶塩奥応横欧殴桜穏温仮価画会壊懐絵拡殻覚学岳楽渇缶勧巻寛歓観関陥巌顔帰気亀偽戯犠却挙拠旧虚峡挟教狭郷暁区駆勲薫径恵掲渓経継茎蛍軽鶏芸撃欠倹剣圏検権献研県険顕験厳効広恒鉱黄号国黒済砕斎剤雑参惨桟産蚕賛残糸児歯辞湿実写舎釈寿収従渋獣縦粛処緒叙尚奨将焼称証乗剰壌嬢条浄状畳譲醸触嘱寝慎真晋尽図粋酔随髄数枢瀬清声青静斉税摂窃説専戦浅潜繊践銭禅双壮捜挿巣争荘装騒総聡増蔵臓即属続堕対体帯滞滝台択沢脱単団弾担断胆痴遅昼虫鋳庁徴聴鎮逓鉄転点伝戸党盗灯当徳独読闘内弐妊悩脳覇廃拝売麦発髪抜蛮秘浜瓶払仏並変辺弁弁弁歩穂舗宝萌褒豊没翻毎万満黙弥訳薬予余与誉揺様謡遥来頼乱覧竜両猟緑塁涙励礼隷霊齢暦歴恋錬炉労楼郎禄録湾悦閲闘綿靭鋭飲稲艶概既涛呉娯兎氷涼絶彦并屏勅冴麺渉晩併餅届戻縄曽屡蝉崎崎高浜島島館富桧渕渕辺旆峰凛尭槙篭鴎祷涜掴填頬剥嘘繋蝋莱醤躯噛撹竃侠諌靭砺蛎薮鴬騨痩侭迩壷鬱焔妍唖掻鯵麹鹸蒋繍溌醗箪嚢顛呑倶頴鉱賎欅遡裏線船村野亘桑吉徳沖連'));
	END LOOP;
	t := regexp_replace(t, '[\t-\r \u0085\u2028\u2029]+', ' ', 'g');
	t := regexp_replace(t, '([ァ-ヺー])・(?=[ァ-ヺー])', '\1', 'g');
	t := regexp_replace(t, '([0-9a-z])ー', '\1-', 'g');
	t := regexp_replace(t, '([0-9a-z])-(?=[0-9a-z])', '\1', 'g');
	RETURN regexp_replace(t, '([0-9]),(?=[0-9])', '\1', 'g');
END
$$;--> statement-breakpoint
-- The grams of a folded text: at each of its characters two, or three where it begins with one of
-- ASCII, as far as the word goes. src/search/grams.ts asks for the same.
CREATE FUNCTION "public"."search_grams"(text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
	SELECT array_to_tsvector(array(
		SELECT CASE WHEN a COLLATE "C" <= 'z' THEN a || coalesce(b || coalesce(c, ''), '') ELSE a || coalesce(b, '') END
		FROM string_to_array(regexp_replace($1, '[\n !-/:-@\[-`{-~、。・「」『』【】〈〉《》〔〕]', ' ', 'g'), NULL, ' ') AS split(characters),
			unnest(characters, characters[2:], characters[3:]) AS next(a, b, c)
		WHERE a IS NOT NULL
	))
$$;--> statement-breakpoint
-- A line a member, the headline first: a match spans no two of them. Folded at once,
-- which is less work. In plpgsql, since array_to_string is called stable for the sake of other types.
CREATE FUNCTION "public"."entry_searched"(title text, source text, via text, summary text, notes text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN translate("public".search_fold(concat_ws(E'\x1f', title, source, coalesce(via, ''), summary,
		array_to_string(notes, ' '))), E'\x1f', E'\n');
END
$$;--> statement-breakpoint
-- Kept, since a match is looked for in it; its grams are only in the index, so that a draft that is
-- saved costs the folding and no more.
ALTER TABLE "entry" ADD COLUMN "searched" text GENERATED ALWAYS AS ("public".entry_searched("title", "source", "via", "summary", "notes")) STORED;--> statement-breakpoint
CREATE INDEX "entry_searched" ON "entry" USING gin ("public".search_grams("searched")) WHERE "state" = 'published' AND "corrects" IS NULL;--> statement-breakpoint
CREATE INDEX "entry_newest" ON "entry" USING btree ("reported_on","archive_id") WHERE "state" = 'published' AND "corrects" IS NULL;--> statement-breakpoint
ANALYZE "entry";
