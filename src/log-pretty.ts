import { PinoPretty as pretty } from "pino-pretty";

/** Log lines for people: time, level, sentence, then stage, feed and reason on one line. */
export function pinoPretty(output: NodeJS.WritableStream): NodeJS.WritableStream {
  return pretty({
    destination: output,
    sync: true,
    singleLine: true,
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
  });
}
