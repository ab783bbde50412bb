/** A made-up story in three states, in words of our own: as it opens, as it has grown, and when somebody has it in hand. */
const START = Date.parse("2027-03-08T11:48:00Z");
const minute = 60_000;

const report = (item, title, publisher, kind, origin, host, after) => ({
  item,
  title,
  url: `https://${host}/${item}`,
  publisher,
  kind,
  language: "en",
  origin,
  publishedAt: START + after * minute,
  firstSeenAt: START + after * minute,
});

const REPORTS = [
  report(
    "a1",
    "Rail-mounted shelter moved at Sohae, analysts say",
    "Orbit Watch",
    "think-tank",
    "o1",
    "orbitwatch.example",
    0,
  ),
  report("b1", "Analysts see launch work at Sohae", "First Wire", "wire", "o1", "firstwire.example", 9),
  report(
    "c1",
    "Trucks and cranes at launch pad, South's military says",
    "Harbour Times",
    "newspaper",
    "o2",
    "harbourtimes.example",
    34,
  ),
  report(
    "d1",
    "Ministry: we see preparations at Sohae",
    "Defence Ministry",
    "government",
    "o3",
    "ministry.example",
    71,
  ),
  report("b2", "Analysts see launch work at Sohae", "Daily Echo", "newspaper", "o1", "echo.example", 20),
  report("b3", "Analysts see launch work at Sohae", "Coast Post", "newspaper", "o1", "coastpost.example", 22),
  report("b4", "Launch work at Sohae", "Northern Herald", "newspaper", "o1", "herald.example", 41),
];

const opened = {
  story: "s0123456789ab",
  revision: 1,
  severity: "high",
  headline: "Rail-mounted shelter moved at Sohae, analysts say",
  summary: [
    "The shelter that hides rockets at Sohae was moved to the pad between Friday and Sunday, commercial images show.",
    "Similar work came before the launch of 2023, but it may also be maintenance after the winter.",
  ],
  watches: [{ watch: "Sohae", severity: "high", terms: ["Sohae", "launch"] }],
  reports: REPORTS.slice(0, 1),
  origins: 1,
  firstSeenAt: START,
  updatedAt: START,
  standing: { rung: "single origin", by: "Orbit Watch", firmness: "possible", words: "may also be" },
  facts: [
    {
      kind: "place",
      text: "Sohae, 39.660, 124.705",
      url: "https://www.openstreetmap.org/?mlat=39.66&mlon=124.705",
      doubtful: false,
    },
    { kind: "imagery", text: "of 7 March 2027, 1 day before the report", url: null, doubtful: false },
  ],
  summaryMethod: "extractive",
  picture: {
    url: "https://img.orbitwatch.example/pad.jpg",
    alt: "The shelter beside the launch pad, seen from above on 7 March",
    width: 1200,
    height: 800,
    publisher: "Orbit Watch",
    kind: "think-tank",
  },
  mergedInto: null,
};

/** The same story as it would look had an imagery feed told it first. */
const imaged = {
  ...opened,
  reports: [{ ...REPORTS[0], kind: "imagery" }],
  picture: { ...opened.picture, kind: "imagery" },
};

const { picture: _, ...unpictured } = opened;

const grown = {
  ...opened,
  revision: 6,
  reports: REPORTS,
  origins: 3,
  updatedAt: START + 71 * minute,
  standing: { rung: "officially confirmed", by: "Defence Ministry", firmness: "detected", words: "we see" },
  facts: [
    ...opened.facts,
    {
      kind: "page",
      text: "Coast Post: page of 9 May 2023 behind an item of 8 March 2027",
      url: "https://coastpost.example/b3",
      doubtful: true,
    },
  ],
  state: { kind: "taken", by: "Kim Areum", until: null, revision: 5 },
};

const NOTES = [
  { event: { kind: "corroborated", origin: "o2" }, text: "Harbour Times reports it of its own.", url: REPORTS[2].url },
  {
    event: { kind: "official", by: "Defence Ministry" },
    text: "Defence Ministry confirms it: “we see preparations”.",
    url: REPORTS[3].url,
  },
].map((note) => ({ story: opened.story, ...note }));

/** As a note names its alert where many share a thread. */
const ABOUT = { headline: opened.headline, url: "https://chat.example/alert" };

/** Widths as people see a channel: beside its list on a desk, and on a phone, px. */
const DESK = 660;
const PHONE = 375;

/** Alerts and the notes in their thread, as pictures are made of them; only those of the README are kept. */
export const PICTURES = {
  alert: { alert: opened, notes: [], width: DESK, kept: true },
  grown: { alert: grown, notes: NOTES, width: DESK, kept: true },
  plain: { alert: unpictured, notes: [], width: DESK },
  imagery: { alert: imaged, notes: [], width: DESK },
  shared: { alert: grown, notes: NOTES, about: ABOUT, width: DESK },
  phone: { alert: opened, notes: [], width: PHONE },
  "phone-grown": { alert: grown, notes: NOTES, width: PHONE },
};
