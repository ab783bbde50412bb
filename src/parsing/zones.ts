/** Time zones as feeds name them. */

/** No zone is further from UTC (Line Islands, +14). */
const MAX_OFFSET_MINUTES = 14 * 60;

/**
 * Offsets from UTC and the abbreviations for them: RFC 822's own, and those in use where they have one meaning
 * by far. Where two countries share one, the reading of most feeds counts (IST is India, CST and EST are North America,
 * BST is Britain).
 */
const ABBREVIATIONS = `
-10:00 hst
-09:00 akst hdt
-08:00 pt pst akdt
-07:00 mt mst pdt
-06:00 ct cst mdt
-05:00 et est cdt cot pet
-04:00 at ast edt clt vet bot
-03:30 nst
-03:00 adt brt art clst uyt
-02:30 ndt
-02:00 brst
+00:00 z ut utc gmt wet
+01:00 west bst cet met mez wat
+02:00 cest mest mesz cat sast eet
+03:00 eest idt eat msk мск trt
+03:30 irst
+04:00 msd samt gst azt get amt
+04:30 irdt aft
+05:00 pkt uzt yekt
+05:30 ist
+05:45 npt
+06:00 omst almt
+06:30 mmt
+07:00 novt krat ict wib
+08:00 irkt wita hkt sgt myt pht awst
+09:00 jst kst wit yakt
+09:30 acst
+10:00 aest vlat
+10:30 acdt
+11:00 aedt
+12:00 nzst
+13:00 nzdt`;

const OFFSETS = new Map(
  ABBREVIATIONS.trim()
    .split("\n")
    .flatMap((line) => {
      const [offset = "", ...names] = line.split(" ");
      return names.map((name): [string, number | null] => [name, numericOffset(offset)]);
    }),
);

/** Minutes east of UTC for `+0900`, `-5:30`, `+9`, `+09:00:00`; null when it is none. */
export function numericOffset(text: string): number | null {
  const parts = /^([+-])(\d{1,2})(?::?(\d{2}))?(?::?00)?$/.exec(text) ?? /^([+-])(\d)(\d{2})$/.exec(text);
  if (parts === null) return null;
  const minutes = Number(parts[3] ?? 0);
  const offset = Number(parts[2]) * 60 + minutes;
  if (minutes > 59 || offset > MAX_OFFSET_MINUTES) return null;
  return parts[1] === "-" ? -offset : offset;
}

/**
 * Minutes east of UTC for an abbreviation in lower case. The military letters are UTC: RFC 822 gave them the wrong sign,
 * so that nobody can know what is meant (RFC 5322, 4.3); `j` is none of them.
 */
export function namedOffset(name: string): number | null {
  return OFFSETS.get(name) ?? (/^[a-ik-z]$/.test(name) ? 0 : null);
}

/** Abbreviations of North America, India and Britain that clocks of other places have too, by the zones of those. */
const NAMESAKES: Record<string, string[]> = {
  cst: ["Asia/Shanghai", "Asia/Taipei", "Asia/Macau", "Asia/Urumqi", "Asia/Chongqing"],
  ist: ["Asia/Jerusalem", "Asia/Tel_Aviv", "Europe/Dublin"],
  bst: ["Asia/Dhaka"],
  ast: ["Asia/Riyadh", "Asia/Baghdad", "Asia/Kuwait"],
  est: ["Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"],
  nst: ["Asia/Kathmandu"],
};

/** Does the abbreviation, in a feed of that zone, mean the zone itself? */
export function isNamesake(name: string, timeZone: string): boolean {
  return NAMESAKES[name]?.includes(timeZone) ?? false;
}

export type WallTime = [year: number, month: number, day: number, hour: number, minute: number, second: number];

export interface Zones {
  /** The instant at which clocks in an IANA zone show this; null for a name that is no zone. */
  instantIn(zone: string, wall: WallTime): number | null;
}

/** Formatters are costly to make and are kept for each zone. */
export function createZones(): Zones {
  const formats = new Map<string, Intl.DateTimeFormat | null>();

  function formatOf(zone: string): Intl.DateTimeFormat | null {
    let format = formats.get(zone);
    if (format === undefined) {
      try {
        format = new Intl.DateTimeFormat("en-u-ca-gregory-hc-h23", {
          timeZone: zone,
          year: "numeric",
          month: "numeric",
          day: "numeric",
          hour: "numeric",
          minute: "numeric",
          second: "numeric",
        });
      } catch {
        format = null;
      }
      if (formats.size < MAX_ZONES) formats.set(zone, format);
    }
    return format;
  }
  function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
    const parts: Record<string, number> = {};
    for (const part of format.formatToParts(instant)) parts[part.type] = Number(part.value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  }
  return {
    instantIn(zone, wall) {
      const utc = utcInstant(wall);
      if (zone === "UTC") return utc;
      const format = formatOf(zone);
      if (format === null) return null;
      // The offset at the instant guessed, then once more at the better guess: right but for the hour that is skipped.
      const guess = utc - offsetAt(format, utc);
      return utc - offsetAt(format, guess);
    },
  };
}

/** Zones remembered; IANA has some 600 names. */
const MAX_ZONES = 700;

export function utcInstant([year, month, day, hour, minute, second]: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
