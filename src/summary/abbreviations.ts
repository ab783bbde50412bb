/**
 * Words that end in a full stop without ending a sentence, as the style guides of news agencies print them.
 * All in lower case and without the final stop.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Stand before a name: what follows belongs to the same sentence whatever it is. */
export const BEFORE_NAME = words(`
  mr mrs ms mx messrs mmes dr drs prof st ste sr sra srta mt mts ft fr br rev revd hon rt amb pres gov lt col gen brig
  maj capt cpt cmdr cdr comdr sgt cpl pvt adm radm vadm ens insp supt det sen sens rep reps atty asst assoc dist
  dep dir sec vp pm msgr mgr mme mlle m/sgt s/sgt w/o vs v viz cf ca al e.g i.e r.adm v.adm lt.col maj.gen
  lt.gen brig.gen t.e г ул им пр проф акад ген гл доц обл р т.е т.н д-р bld blvd op
`);

/** Stand before a number: "No. 1", "p. 55", "Jan. 5". */
export const BEFORE_NUMBER = words(`
  no nos nr num n° № p pp pg vol vols art arts sec sect fig figs eq ch chap para paras app tab
  jan feb mar apr jun jul aug sep sept oct nov dec approx est c ca flt rd
  стр п пп ст рис табл янв фев мар апр авг сен сент окт ноя дек
`);

/**
 * May stand inside a sentence before a capital ("U.S. Senate", "Apple Inc. Chief") or at its end; the next word
 * decides.
 */
export const MAY_END = words(`
  u.s u.s.a u.n u.k e.u d.c u.a.e u.s.s.r n.y n.j n.c s.c n.h n.m n.d s.d w.va l.a r.i d.p.r.k r.o.k p.r.c b.c a.d
  ph.d m.d b.a m.a m.sc b.sc d-n.y r-n.y inc corp co cos ltd plc bros llc jr sr esq etc univ dept depts est
  ave rd st blvd hwy sq min max temp tel ext ed eds govt intl natl mfg pct mph lb lbs oz in hrs hr secs mins
  ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
  tenn tex vt va wash wis wyo mon tue tues wed thu thur thurs fri sat sun
  jan feb mar apr jun jul aug sep sept oct nov dec т.д т.п др гг руб тыс млн млрд долл
`);

/** Times of day; the next word decides by other rules ("9 a.m. Tuesday", "9 p.m. ET"). */
export const TIME_OF_DAY = words("a.m p.m am pm");

/** Words that a capital makes the first of a sentence rather than a part of a name. */
export const STARTERS = words(`
  the a an this that these those there here it its he his she her they their we our i my you your who what when where
  why how which while in on at by for from with without after before during since until as if though although
  because but and or so yet nor however meanwhile moreover nevertheless still then now today yesterday tomorrow
  did do does is are was were can could will would have has had should may might must not no nobody none
  one some many most several few all both each every any another other others such more instead also even
  according about over under between among despite amid once later earlier soon just only nearly almost
  let please thanks yes see
`);

/** What may follow a time of day inside the sentence. */
export const AFTER_TIME = words(`
  et est edt pt pst pdt ct cst cdt mt mst mdt gmt utc bst cet cest kst jst msk ist local
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sept sep oct nov dec eastern pacific central mountain korea tokyo moscow
`);

/** "am 3. März": in German a stop makes the number an ordinal. */
export const AFTER_ORDINAL = words(`
  januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert
`);

/** Prepositions that open a phrase of time or place; such a phrase alone is no sentence. */
export const FRONTED = words("at on by in around about before after until from since");

/** Verbs of saying after a quotation that ends in a question or exclamation mark. */
export const SAYING = words(`
  said says say asked asks replied replies added adds wrote writes told tells tweeted posted shouted shouts cried
  exclaimed wondered demanded insisted answered joked quipped yelled continued explained declared warned noted
`);
