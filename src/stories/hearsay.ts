import { bareText } from "./cues.js";
import { firmnessSpans } from "./firmness.js";

/** How far into a text it is read, in UTF-16 units: title and lead. */
const LEAD = 500;
/** A text opens with hearsay when so many characters at most stand before it: who speaks, and when. */
const OPENING = 60;

const REPORTS_EN =
  "(?:(?:the|these|those|such|some|any|recent|latest|various|several|public|unconfirmed|media|press|news|foreign|local) ){0,4}" +
  "(?:reports?|reporting|coverage|rumou?rs?|speculation)(?!\\p{L})";
const REPORTS_KO = "보도(?!자료|본부|국)(?: ?내용| ?사실)?";

/** Words with which somebody speaks of what others report: has heard of it, looks into it, comments on it, denies it. */
const HEARD = new RegExp(
  [
    `\\baware (?:of|that there (?:are|were|have been)) ${REPORTS_EN}`,
    `\\b(?:seen|saw|read|heard|heard of|noted|monitoring|watching|looking (?:into|at)|studying|checking|reviewing|investigating|examining|assessing|verifying) ${REPORTS_EN}`,
    `\\b(?:statements?|remarks?|comment(?:s|ed|ing)?|response|repl(?:y|ies|ied)|answer(?:s|ed)?|reaction|reacts?|reacted|clarification|asked|questions?|queries) (?:on|to|about|regarding|concerning|over) ${REPORTS_EN}`,
    `\\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|reject(?:s|ed)?|refut(?:es|ed)|downplay(?:s|ed)?) ${REPORTS_EN}`,
    `\\b(?:confirm|verify|comment on|speak to|corroborate) ${REPORTS_EN}`,
    "\\bif (?:\\p{L}+ ){0,3}reports?(?!\\p{L})[^.,;]{0,80}\\b(?:true|accurate|correct|confirmed)\\b",
    `${REPORTS_KO}[를을은는]? ?(?:이미 |잘 |모두 )?(?:알고 있|인지|파악|접했|접하고|보았|봤|확인 ?중|확인하고 있|살펴|주시|예의 ?주시|검토)`,
    `${REPORTS_KO}(?:에 대해|에 대한|에 관한|와 관련|를 두고)[^.]{0,30}(?:입장|설명|논평|언급|답변|확인해|말할|주시|인지|알고)`,
    `${REPORTS_KO} ?(?:관련 ?)?(?:입장|설명|해명)|${REPORTS_KO}[를을은는이가]?[^.]{0,10}(?:부인|사실이 아니|사실과 다르|사실무근)`,
    "報道(?:内容)?(?:について|に関し|は|を|が)[^。]{0,20}(?:承知|把握|コメント|注視|確認中|確認して|否定)",
    "(?:注意到|关注到|看到|知悉|留意到|否认|否認)[^。，]{0,12}(?:报道|報導|報道|传闻)",
    "(?:известно о|видели|видел[аи]?|зна(?:ем|ют) о|комментиру\\p{L}+|опроверг\\p{L}+|проверя\\p{L}+) (?:\\p{L}+ ){0,2}(?:сообщени|публикаци|слух)\\p{L}*",
  ].join("|"),
  "iu",
);
/** What stands before it and makes it an aside: "strikes traded after the President dismisses reports". */
const ASIDE = /[,;]|\b(?:after|amid|as|despite|following|while|when|though|although)\b/iu;
/** Where a sentence goes on after it: what the speaker adds is its own word. */
const GOES_ON = /[,;，、]|\b(?:and|but)\b|지만|으나|면서/u;
/** Words around "confirm" and "detect" that make no knowledge of them: "seeks to confirm", "no launch was detected", `확인 중`. */
const NOT_YET = /\b(?:to|if|whether|will|would|no|nothing|none|neither|without)\b[^.;]{0,40}$/iu;
const NOT_YET_BEHIND =
  /^ ?(?:중|하고 있|하는 중|할 |해야|이 필요|해 ?봐야|된? ?(?:바|것|내용|사실)?[은는이가]? ?없)|^(?:中|して)|^ or deny/u;

/**
 * True for a report that only speaks of what others report ("aware of reports", "asked about reports", "denies
 * reports") and adds nothing that the speaker has confirmed or detected itself. It makes no event more certain: the
 * reports it speaks of are counted already. An office is read by its whole lead, anybody else by the title and the
 * opening of the text, since papers close with what an office has to say.
 */
export function onlyHeard({ kind, title, text }: { kind: string | null; title: string; text: string }): boolean {
  const sentences = [title, ...sentencesOf(bareText(text).slice(0, LEAD))];
  const heard = kind === "government" ? sentences.some((one) => HEARD.test(one)) : opensWithIt(sentences);
  return heard && !sentences.some((one) => knows(ownPart(one)));
}

function opensWithIt([title, opening]: string[]): boolean {
  return leads(title ?? "", Number.POSITIVE_INFINITY) || leads(opening ?? "", OPENING);
}

function leads(sentence: string, within: number): boolean {
  const at = sentence.search(HEARD);
  return at >= 0 && at <= within && !ASIDE.test(sentence.slice(0, at));
}

/** What a sentence says beside the hearsay: all of it where there is none, else what follows the next break. */
function ownPart(sentence: string): string {
  const match = HEARD.exec(sentence);
  if (match === null) return sentence;
  const behind = sentence.slice(match.index + match[0].length);
  const at = behind.search(GOES_ON);
  return at < 0 ? "" : behind.slice(at);
}

function knows(part: string): boolean {
  return firmnessSpans(part).some(
    ({ firmness, start, end }) =>
      (firmness === "confirmed" || firmness === "detected") &&
      !NOT_YET.test(part.slice(0, start)) &&
      !NOT_YET_BEHIND.test(part.slice(end)),
  );
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|(?<=[。！？])/u);
}
