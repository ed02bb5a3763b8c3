import { sha256 } from "../../db/hash.ts";

const MODULUS = 1n << 256n;

/** One number for a set of texts, whatever their order, in constant memory: the sum of their SHA-256. */
export class Checksum {
  #sum = 0n;

  add(text: string): void {
    this.#sum = (this.#sum + BigInt(`0x${sha256(text)}`)) % MODULUS;
  }

  get hex(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }
}
