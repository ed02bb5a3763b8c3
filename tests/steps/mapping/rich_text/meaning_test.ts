import { assertEquals } from "@std/assert";
import { toRichMarkdown } from "../../../../steps/mapping/transforms/html.ts";

const KNEE =
  '<table><tr><th>Joint</th><th>Side</th><th>Flexion</th></tr><tr><td rowspan="2">Knee</td><td>Left</td>' +
  '<td>80</td></tr><tr><td>Right</td><td>90</td></tr><tr><td colspan="2">Both</td><td>85</td></tr></table>';
const NESTED = "<table><tr><td>BP</td><td><table><tr><td>120</td><td>80</td></tr></table></td></tr></table>";
const BULLET =
  "<p><![if !supportLists]><span>·&nbsp; </span><![endif]>First<o:p></o:p></p><!--[if gte mso 9]><xml>x</xml><![endif]-->";

/** What a clinician meant, and where a converter loses it. */
const MEANING: [fact: string, html: string, markdown: string][] = [
  [
    "struck by CSS",
    '<span style="text-decoration: line-through;">Warfarin</span> Apixaban',
    "~~Warfarin~~ Apixaban",
  ],
  ["struck by a tag", "<s>a</s> <strike>b</strike> <del>c</del>", "~~a~~ ~~b~~ ~~c~~"],
  ["struck to the letter, signs too", "<s>(+)</s>ve <s>5mg.</s>x", "~~(+)~~ve ~~5mg.~~x"],
  [
    "struck by a class of a style sheet",
    '<style>.c1{text-decoration:line-through}</style><p class="c1">a</p>',
    "~~a~~",
  ],
  ["struck over paragraphs", "<s><p>a</p><p>b</p></s><p>c</p>", "~~a~~\n\n~~b~~\n\nc"],
  [
    "native boxes",
    "<input type=checkbox checked> Smoker <input type=checkbox> Diabetic",
    "☑ Smoker ☐ Diabetic",
  ],
  [
    "radio buttons",
    '<label><input type="radio" checked="">Yes</label><label><input type="radio">No</label>',
    "☑ Yes ☐ No",
  ],
  [
    "CKEditor",
    '<ul class="todo-list"><li><label><input type="checkbox" disabled checked><span>a</span></label></li></ul>',
    "* [x] a",
  ],
  [
    "Quill 2",
    '<ol><li data-list="checked">a</li><li data-list="unchecked">b</li><li data-list="bullet">c</li></ol>',
    "* [x] a\n* [ ] b\n* c",
  ],
  ["Quill 1", '<ul data-checked="true"><li>a</li></ul>', "* [x] a"],
  [
    "Tiptap",
    '<ul><li data-checked="true"><label><input type="checkbox" checked><span></span></label><div><p>a</p></div></li></ul>',
    "* [x] a",
  ],
  [
    "TinyMCE",
    '<ul class="tox-checklist"><li class="tox-checklist--checked">a</li><li>b</li></ul>',
    "* [x] a\n* [ ] b",
  ],
  ["boxes of other programs", '<span role="checkbox" aria-checked="true"></span> a', "☑ a"],
  ["a box in a numbered list", '<ol><li><input type="checkbox" checked> a</li></ol>', "1. ☑ a"],
  [
    "a box in a quote, where Twenty knows no lists",
    "<blockquote><ul><li data-checked=true>a</ul></blockquote>",
    "> • ☑ a",
  ],
  [
    "a box above more lines, which Twenty would take out of a checklist",
    "<ul><li data-checked=true>a<ul><li>b</ul><li data-checked=false>c<br>d</ul>",
    "* ☑ a\n    * b\n* ☐ c  \n    d",
  ],
  ["an item outside of any list", '<li data-checked="true">a</li>', "☑ a"],
  ["signs that are boxes stay signs", "<p>☐ a ☑ b</p>", "☐ a ☑ b"],
  [
    "a choice",
    "<p>Pain: <select><option>None<option selected>Mild<option value=''></select></p>",
    "Pain: ☐ None ☑ Mild",
  ],
  [
    "what was typed",
    '<p>Pain <input value="7">of 10 <textarea>left &lt; right</textarea></p>',
    "Pain 7 of 10 left < right",
  ],
  ["a hidden input is none", '<p>a<input type="hidden" value="token"></p>', "a"],
  [
    "spans",
    KNEE,
    "| Joint | Side | Flexion |\n| --- | --- | --- |\n| Knee | Left | 80 |\n|  | Right | 90 |\n| Both |  | 85 |",
  ],
  ["a table in a table", NESTED, "| BP | 120 / 80 |\n| --- | --- |"],
  [
    "a table for the looks",
    `<table><tr><td>${NESTED}</td></tr></table>`,
    "| BP | 120 / 80 |\n| --- | --- |",
  ],
  ["a word that is split by tags", "dia<b></b><span>bet</span><!-- x -->es", "diabetes"],
  [
    "powers, indices and ordinals",
    "10<sup>2</sup> VO<sub>2</sub>max VO<sub>2max</sub> 1<sup>st</sup>",
    "10² VO₂max VO₂max 1st",
  ],
  ["a power by CSS", '10<span style="vertical-align:super">-2</span>', "10⁻²"],
  ["Word's conditions", BULLET, "· First"],
  ["definitions", "<dl><dt>BP</dt><dd>120/80</dd><dt>HR<dd>60</dl>", "**BP**: 120/80\n\n**HR**: 60"],
  [
    "a fieldset",
    "<fieldset><legend>History</legend><label>a</label><label>b</label></fieldset>",
    "**History**\n\na b",
  ],
  ["details", "<details><summary>More</summary>a<p>b</p></details>", "**More**\n\na\n\nb"],
  ["empty headings", "<h3></h3><h2> <br></h2><p>a</p>", "a"],
  ["the words of a drawing", "<svg><text>L knee</text></svg>", "L knee"],
  [
    "addresses that nobody can follow",
    '<a href="javascript:x()">a</a> <a href="file:///c">b</a> <a href="data:text/html,x">c</a>',
    "a b c",
  ],
  [
    "addresses that somebody can",
    '<a href="mailto:a@x.test">a</a> <a href="tel:12">b</a>',
    "[a](mailto:a@x.test) [b](tel:12)",
  ],
  [
    "a picture that is kept elsewhere",
    '<img src="https://x.test/a.png" alt="[scan]">',
    "[picture: scan (https://x.test/a.png)]",
  ],
  ["unknown tags are what somebody typed", "<p>ROM <full and >half</p>", "ROM <\u2060full and >half"],
  ["a comment without an end is what somebody typed", "<p>a <!-- b</p>", "a <\u2060!-- b"],
];

for (const [fact, html, markdown] of MEANING) {
  Deno.test(`a note keeps its meaning: ${fact}`, () => assertEquals(toRichMarkdown(html), markdown));
}
