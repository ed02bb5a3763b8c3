import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "npm:deno-std@1.4.0/testing/time.js";
