import { assert, assertEquals } from "@std/assert";
import { TRANSFORMS } from "../../../steps/mapping/transforms/list.ts";
import { FITS, fitting, NEW_TYPES, transformFor, typeFor } from "../../../steps/map_editor/fits.ts";

Deno.test("the table of fits names every transform there is, and no other", () => {
  assertEquals(Object.keys(FITS).sort(), Object.keys(TRANSFORMS).sort());
});

Deno.test("every type of a new field can be filled from an attribute", () => {
  for (const type of Object.keys(NEW_TYPES)) assert(fitting("dob", type).length > 0, type);
});

Deno.test("what makes one type is not offered for another", () => {
  assertEquals(fitting("dob", "DATE"), ["date"]);
  assertEquals(fitting("dob", "NUMBER"), ["number"]);
  assertEquals(fitting("=patient", "TEXT"), ["text"]);
  assertEquals(fitting("dob", "RELATION"), []);
  assertEquals(fitting("dob", "UUID"), []);
});

Deno.test("what was seen in a field says which type and transform it is offered first", () => {
  assertEquals(["choice", "list", "date", "flag", "number", "html", "objects", undefined].map(typeFor), [
    "SELECT",
    "ARRAY",
    "DATE",
    "BOOLEAN",
    "NUMBER",
    "TEXT",
    "TEXT",
    "TEXT",
  ]);
  assertEquals(["html", "list", "text"].map((kind) => transformFor("x", "TEXT", kind)), [
    "markdown",
    "json",
    "text",
  ]);
});
