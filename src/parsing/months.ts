/**
 * Names of months in the languages that feeds are written in, January to December, without accents; nominative and
 * genitive stand side by side. From the Unicode CLDR (calendar names of each locale). Short forms are found as
 * beginnings of these. Left out: Croatian and Belarusian, whose names mean other months in neighbouring languages.
 */
const ENGLISH = "january february march april may june july august september october november december";

const LANGUAGES = `
januar februar marz|mrz april mai juni juli august september oktober november dezember
janner feber marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart|mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november desember
tammikuu|tammikuuta helmikuu|helmikuuta maaliskuu|maaliskuuta huhtikuu|huhtikuuta toukokuu|toukokuuta kesakuu|kesakuuta heinakuu|heinakuuta elokuu|elokuuta syyskuu|syyskuuta lokakuu|lokakuuta marraskuu|marraskuuta joulukuu|joulukuuta
jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember
janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris
sausis|sausio vasaris|vasario kovas|kovo balandis|balandzio geguze|geguzes birzelis|birzelio liepa|liepos rugpjutis|rugpjucio rugsejis|rugsejo spalis|spalio lapkritis|lapkricio gruodis|gruodzio
styczen|stycznia luty|lutego marzec|marca kwiecien|kwietnia maj|maja czerwiec|czerwca lipiec|lipca sierpien|sierpnia wrzesien|wrzesnia pazdziernik|pazdziernika listopad|listopada grudzien|grudnia
leden|ledna unor|unora brezen|brezna duben|dubna kveten|kvetna cerven|cervna cervenec|cervence srpen|srpna zari rijen|rijna listopad|listopadu prosinec|prosince
januar|januara februar|februara marec|marca april|aprila maj|maja jun|juna jul|jula august|augusta september|septembra oktober|oktobra november|novembra december|decembra
januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januar februar marec april maj junij julij avgust september oktober november december
ιανουαριος|ιανουαριου φεβρουαριος|φεβρουαριου μαρτιος|μαρτιου απριλιος|απριλιου μαιος|μαιου ιουνιος|ιουνιου ιουλιος|ιουλιου αυγουστος|αυγουστου σεπτεμβριος|σεπτεμβριου οκτωβριος|οκτωβριου νοεμβριος|νοεμβριου δεκεμβριος|δεκεμβριου
январь|января февраль|февраля март|марта апрель|апреля маи|мая июнь|июня июль|июля август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря
січень|січня лютии|лютого березень|березня квітень|квітня травень|травня червень|червня липень|липня серпень|серпня вересень|вересня жовтень|жовтня листопад|листопада грудень|грудня
януари февруари март април маи юни юли август септември октомври ноември декември
јануар фебруар март април мај јун јул август септембар октобар новембар децембар
ocak subat mart nisan mayıs|mayis haziran temmuz agustos eylul ekim kasım|kasim aralık|aralik
yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
januari februari mac|maret april mei jun|juni julai|juli ogos|agustus|agt|ags september oktober november|nopember disember|desember
gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre
janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
كانونالثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرينالاول تشرينالثاني كانونالاول
جانفي فيفري مارس افريل ماي جوان جويلية اوت سبتمبر اكتوبر نوفمبر ديسمبر
ژانویه فوریه مارس اوریل مه ژوين|ژوئن ژويیه|ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
جنوری فروری مارچ اپریل مئی|مئ جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
มกราคม กมภาพนธ มนาคม เมษายน พฤษภาคม มถนายน กรกฎาคม สงหาคม กนยายน ตลาคม พฤศจกายน ธนวาคม
जनवर फरवर मरच अपरल मई जन जलई अगसत सतबर अकटबर नवबर दसबर
জনযর ফবরযর মরচ এপরল ম জন জলই আগসট সপটমবর অকটবর নভমবর ডসমবর`;

/** Letters from which a short form is told from its neighbours. */
const SHORTEST = 3;

export type MonthNames = (word: string) => number | null;

/** Month 1 to 12 of a word without accents in lower case, full or short; null when it is none or may be two. */
export function createMonthNames(): MonthNames {
  const english = tableOf([ENGLISH]);
  const known = new Map<string, number | null>();
  let others: [string, number][] | null = null;
  return (word) => {
    let month = known.get(word);
    if (month === undefined) {
      others ??= tableOf(LANGUAGES.trim().split("\n"));
      month = lookUp(english, word) ?? lookUp(others, word);
      if (known.size < MAX_KNOWN) known.set(word, month);
    }
    return month;
  };
}

/** Words whose answer is remembered. */
const MAX_KNOWN = 1_000;

function tableOf(rows: string[]): [string, number][] {
  return rows.flatMap((row) =>
    row.split(" ").flatMap((names, index) => names.split("|").map((name): [string, number] => [name, index + 1])),
  );
}

function lookUp(table: [string, number][], word: string): number | null {
  const whole = monthsWhere(table, (name) => name === word);
  const found = whole.size > 0 || word.length < SHORTEST ? whole : monthsWhere(table, (name) => name.startsWith(word));
  return found.size === 1 ? [...found][0]! : null;
}

function monthsWhere(table: [string, number][], fits: (name: string) => boolean): Set<number> {
  return new Set(table.filter(([name]) => fits(name)).map(([, month]) => month));
}
