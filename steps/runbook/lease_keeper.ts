import { dropLease, leaseHolder, onlyWithLease, readLease, takeLease } from "../../db/lease.ts";
import type { Ledger } from "../../db/ledger.ts";
import { elapsed, instant, type World } from "../base/world.ts";

/** A console that has not renewed its lease for this long is taken for dead. */
export const LEASE_MS = 15_000;

/**
 * One console's hold on the ledger's lease. Until it is dropped, every commit of the work asks for it: a console that slept,
 * or whose clock was set, cannot write the next intent once another has taken over.
 */
export class LeaseKeeper {
  #holder: string;
  /** By the clock that nobody sets. */
  #until = 0;
  /** Another console's lease as it was read, and since when it has not been renewed, by the same clock. */
  #other: { expiry: string; since: number } | undefined;

  constructor(readonly ledger: Ledger, readonly world: World) {
    this.#holder = world.uuid();
  }

  /** Whether some console, this one or another, is at work. */
  async isTaken(): Promise<boolean> {
    const holder = await leaseHolder(this.ledger, instant(this.world));
    return holder !== undefined && await this.#deadLease() === undefined;
  }

  /** @returns whether it is ours now */
  async take(): Promise<boolean> {
    const dead = await this.#deadLease();
    const { ledger, world } = this;
    this.#until = elapsed(world) + LEASE_MS;
    if (!await takeLease(ledger, this.#holder, instant(world), this.#expiry(), "take", dead)) return false;
    ledger.guard = onlyWithLease(ledger, this.#holder);
    return true;
  }

  /** @returns whether it is ours still, as far as is known */
  async renew(): Promise<boolean> {
    const { ledger, world } = this;
    const until = elapsed(world) + LEASE_MS;
    try {
      if (!await takeLease(ledger, this.#holder, instant(world), this.#expiry(), "renew")) return false;
      this.#until = until;
      return true;
    } catch {
      // The ledger was busy, say. The lease still holds for a while; the next tick tries again.
      return elapsed(world) < this.#until;
    }
  }

  /** The work is over; what is written from now on concludes it, or is not part of it. */
  unguard(): void {
    this.ledger.guard = undefined;
  }

  async drop(): Promise<void> {
    await dropLease(this.ledger, this.#holder);
  }

  /**
   * The expiry of another console's lease that was not renewed as long as one lasts. A clock that was set back would
   * else keep the lease of a console that died for as long as it was set back.
   */
  async #deadLease(): Promise<string | undefined> {
    const lease = await readLease(this.ledger);
    if (!lease || lease.holder === this.#holder) return void (this.#other = undefined);
    if (this.#other?.expiry !== lease.expires_at) {
      this.#other = { expiry: lease.expires_at, since: elapsed(this.world) };
    }
    return elapsed(this.world) - this.#other.since >= LEASE_MS ? lease.expires_at : undefined;
  }

  #expiry(): string {
    return new Date(this.world.now() + LEASE_MS).toISOString();
  }
}
