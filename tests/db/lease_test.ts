import { assertEquals } from "@std/assert";
import { dropLease, leaseHolder, takeLease } from "../../db/lease.ts";
import { openLedger } from "../../db/open.ts";
import { TempLedger } from "./temp_ledger.ts";

const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 2, 9, 0, seconds)).toISOString();

Deno.test("a free lease is taken, and by one holder only", async () => {
  await using temp = await TempLedger.open();
  const other = await openLedger({ url: temp.path });
  assertEquals(await leaseHolder(temp.ledger, at(0)), undefined);
  assertEquals(await takeLease(temp.ledger, "ana", at(0), at(30)), true);
  assertEquals(await takeLease(other, "ben", at(1), at(31)), false);
  assertEquals(await leaseHolder(other, at(1)), "ana");
  await other.close();
});

Deno.test("a lease that is renewed outlives its first end", async () => {
  await using temp = await TempLedger.open();
  await takeLease(temp.ledger, "ana", at(0), at(30));
  assertEquals(await takeLease(temp.ledger, "ana", at(20), at(50)), true);
  assertEquals(await takeLease(temp.ledger, "ben", at(40), at(70)), false);
});

Deno.test("a lease that was not renewed is there for the next, and gone for the first", async () => {
  await using temp = await TempLedger.open();
  await takeLease(temp.ledger, "ana", at(0), at(30));
  assertEquals(await takeLease(temp.ledger, "ben", at(29), at(59)), false);
  assertEquals(await takeLease(temp.ledger, "ben", at(30), at(60)), true);
  assertEquals(await takeLease(temp.ledger, "ana", at(31), at(61)), false);
});

Deno.test("only its holder drops a lease", async () => {
  await using temp = await TempLedger.open();
  await takeLease(temp.ledger, "ana", at(0), at(30));
  await dropLease(temp.ledger, "ben");
  assertEquals(await leaseHolder(temp.ledger, at(1)), "ana");
  await dropLease(temp.ledger, "ana");
  assertEquals(await takeLease(temp.ledger, "ben", at(1), at(31)), true);
});
