/** One message of a stream, as a browser would read it. */
export interface StreamMessage {
  id?: string;
  data: string;
}

/** Reads a stream's messages one by one; comments are skipped. Close it, or the server goes on sending. */
export class Messages {
  #reader: ReadableStreamDefaultReader<string>;
  #buffer = "";

  constructor(answer: Response) {
    if (!answer.body) throw new Error("The answer has no body.");
    this.#reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  async next(): Promise<StreamMessage> {
    for (;;) {
      const end = this.#buffer.indexOf("\n\n");
      if (end < 0) {
        const { value, done } = await this.#reader.read();
        if (done) throw new Error("The stream ended.");
        this.#buffer += value;
        continue;
      }
      const lines = this.#buffer.slice(0, end).split("\n");
      this.#buffer = this.#buffer.slice(end + 2);
      const data = lines.filter((l) => l.startsWith("data: ")).map((l) => l.slice(6)).join("\n");
      const id = lines.find((l) => l.startsWith("id: "))?.slice(4);
      if (data) return { data, ...(id === undefined ? {} : { id }) };
    }
  }

  /** The next message that `wanted` accepts. */
  async until(wanted: (message: StreamMessage) => boolean): Promise<StreamMessage> {
    for (;;) {
      const message = await this.next();
      if (wanted(message)) return message;
    }
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}

/** Sequence numbers of the log lines in a message, in their order. */
export const lineNumbers = (data: string): number[] =>
  [...data.matchAll(/<li class="line[^>]* id="e(\d+)"/g)].map((m) => Number(m[1]));
