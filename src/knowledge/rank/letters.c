/* SPDX-License-Identifier: MIT */
#include "knowledge/rank/letters.h"

#include <stddef.h>
#include <uchar.h>

/* From U+0430 on; и, й, ы and і are all written i or y, which add_word() takes for one. */
static const char *const cyrillic[] = {
	"a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p",
	"r", "s", "t", "u", "f", "h", "c", "ch", "sh", "sch", "", "i", "", "e", "iu", "ia",
};

const char *
letter_in_latin(int32_t c)
{
	enum { FIRST = 0x430, COUNT = sizeof cyrillic / sizeof *cyrillic };

	if (c >= FIRST && c < FIRST + COUNT)
		return cyrillic[c - FIRST];
	switch (c) {
	case 'y':
	case 0x456: return "i";		/* і */
	case 0x454: return "ie";	/* є */
	case 0x491: return "g";		/* ґ */
	default: return NULL;
	}
}

/* Two and two: a sign, and the one it is taken for. Traditional Chinese and Japanese first, sorted by code point. */
static const char16_t signs[] =
	u"両两並并乗乘乾干亂乱予预亜亚亞亚仏佛伝传佈布佔占併并來来価价侷局係系倉仓個个們们偵侦備备傳传債债傷伤傾倾"
	u"僅仅僱雇價价億亿儘尽優优儲储兒儿內内兩两円圆冊册凍冻処处凱凯別别則则剛刚剤剂剰剩創创劃划劇剧劉刘劑剂労劳"
	u"効效勁劲動动務务勝胜勞劳勲勋勵励匯汇區区協协単单卻却厭厌厳严參参収收叢丛員员問问啞哑啟启喚唤喪丧單单営营"
	u"嗎吗嘗尝噸吨噹当嚐尝嚴严囉啰団团囲围図图國国圍围園园圓圆圖图團团圧压執执報报場场塊块墊垫増增壊坏壌壤壓压"
	u"壞坏壽寿変变夢梦夾夹奪夺奮奋妝妆姊姐婦妇媽妈孫孙學学実实實实寧宁審审寫写寬宽寶宝対对専专將将專专尋寻對对"
	u"導导尷尴屆届屜屉層层屬属島岛嶺岭巻卷師师帯带帰归帳账帶带幣币幫帮幹干幾几庁厅広广庫库廠厂廢废廣广廳厅弒弑"
	u"強强彈弹彌弥彙汇後后徑径従从從从復复徵征徹彻応应恆恒悅悦惡恶愛爱態态慘惨慣惯慮虑慶庆憂忧憑凭憶忆應应懶懒"
	u"懷怀懸悬戀恋戦战戰战戲戏戶户戻戾抜拔択择拋抛拝拜拠据拡扩挙举挾挟捜搜捨舍掃扫掛挂採采掲揭揀拣換换揺摇損损"
	u"搖摇摂摄摑掴撈捞撐撑撥拨撲扑擁拥擇择擊击擋挡擔担據据擠挤擬拟擴扩擺摆擾扰攔拦攜携敗败敘叙敵敌數数斬斩斷断"
	u"於于昇升時时曬晒書书會会東东條条検检業业極极楽乐構构槍枪様样樓楼標标樣样権权機机檔档檢检檯台櫃柜欄栏權权"
	u"歡欢歩步歸归殘残殺杀毀毁毎每気气氣气決决沒没沢泽況况浜滨淚泪淨净淺浅渋涩測测満满準准滅灭滿满漢汉漸渐潔洁"
	u"潛潜濕湿濾滤灣湾災灾為为無无煙烟煩烦熱热燈灯營营爭争爺爷爾尔牆墙牽牵狀状猶犹獨独獲获現现瑪玛環环產产畫画"
	u"異异當当瘋疯療疗発发發发皺皱盜盗盡尽監监盤盘県县睏困瞭了矚瞩碩硕確确碼码礎础禮礼種种稱称積积穩稳窮穷竊窃"
	u"競竞筆笔節节範范簡简簽签籤签糧粮糾纠紀纪約约納纳純纯紙纸級级細细終终組组経经結结絕绝絡络給给統统絲丝經经"
	u"続续維维網网緊紧総总緑绿緒绪線线緣缘編编緩缓練练縮缩總总績绩織织繞绕繫系繼继續续纔才罰罚罷罢羅罗聞闻聯联"
	u"聰聪聲声聳耸聴听職职聽听肅肃腦脑臨临臺台與与舉举舊旧艦舰萬万葉叶藍蓝藥药蘋苹處处號号蝕蚀蟲虫術术衛卫衝冲"
	u"裏里補补裝装裡里製制複复覆复見见規规覚觉観观覺觉覽览觀观觸触訂订計计訊讯討讨訓训記记訪访設设許许訳译訴诉"
	u"註注証证評评詞词詢询試试話话該该詳详誇夸誌志認认語语誠诚誤误說说説说読读誰谁課课調调談谈請请論论諮咨諾诺"
	u"謀谋謎谜謝谢謹谨證证識识譯译護护讀读變变讓让貓猫負负貨货販贩責责貴贵買买費费貼贴資资賊贼賓宾賣卖質质賬账"
	u"賭赌賴赖購购贈赠贏赢趕赶趨趋跡迹踐践躍跃車车軌轨軟软転转較较載载輔辅輕轻輛辆輩辈輪轮輸输轉转轟轰辦办辭辞"
	u"農农迴回逕径這这連连週周進进遊游運运過过達达違违遙遥遞递遠远適适遲迟選选遺遗還还邊边郵邮鄉乡鄭郑鄰邻醫医"
	u"釈释釋释釘钉針针釣钓鈴铃鉄铁銀银銜衔銭钱銷销鋼钢錄录錢钱錯错録录鍋锅鍵键鍾钟鎂镁鎖锁鎮镇鏈链鏡镜鏢镖鐘钟"
	u"鐵铁長长門门閃闪閉闭開开閑闲閒闲間间関关閣阁閱阅闆板關关陣阵陰阴陳陈陸陆険险陽阳隊队階阶際际隠隐隨随險险"
	u"隱隐隻只雑杂雖虽雙双雜杂雞鸡離离難难雲云電电霊灵靈灵靜静韓韩響响頁页頂顶項项順顺須须預预頒颁頓顿領领頭头"
	u"頸颈頻频頼赖顆颗題题額额顔颜願愿類类顧顾顯显風风颱台飛飞飯饭飲饮飽饱餓饿餘余館馆馬马駐驻駕驾験验騙骗騰腾"
	u"騷骚驅驱驗验驚惊髒脏體体髮发鬆松鬥斗鬧闹鬱郁魚鱼鳥鸟鹹咸麗丽麥麦麼么黃黄黒黑點点黨党黴霉齊齐齒齿齡龄齢龄"
	u"龍龙龜龟";

static int32_t
simple_sign(int32_t c)
{
	size_t low = 0, high = sizeof signs / sizeof *signs / 2;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (signs[2 * middle] == c)
			return signs[2 * middle + 1];
		if (signs[2 * middle] < c)
			low = middle + 1;
		else
			high = middle;
	}
	return c;
}

int32_t
letter_of_variant(int32_t c)
{
	enum { HIRAGANA_BEFORE_KATAKANA = 0x60 };

	if (c >= 0x30a1 && c <= 0x30f6)
		return c - HIRAGANA_BEFORE_KATAKANA;
	if (c >= 0x3400 && c <= 0x9fff)
		return simple_sign(c);
	switch (c) {
	case 0x0629: return 0x0647;	/* ta marbuta as ha */
	case 0x0649: return 0x064a;	/* alef maksura as ya */
	case 0x0671: return 0x0627;
	default: return c;
	}
}

bool
letter_is_sign(int32_t c)
{
	return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0x0e00 && c <= 0x0e7f);
}
