import assert from "node:assert/strict";
import { isOtherDigit, plainDigits } from "../../../lib/points/scan/digits.ts";
import { readShort } from "../read_log.ts";

for (
  const [printed, plain] of [
    ["٢٫٥", "2.5"],
    ["۱۲٬۵۰۰", "12,500"],
    ["－２．５％", "-2.5％"],
    ["१०.२५", "10.25"],
    ["ครั้งที่ ๗", "ครั้งที่ 7"],
    ["第三轮", "第三轮"],
  ]
) {
  Deno.test(`plainDigits() writes ${printed} as ${plain}`, () => assert.equal(plainDigits(printed!), plain));
}

Deno.test("isOtherDigit() is true for the digits of nineteen scripts and three marks, plainDigits() writes these alone", () => {
  const codes = Array.from({ length: 0x10000 }, (_, code) => code), found = codes.filter(isOtherDigit);
  assert.equal(found.length, 19 * 10 + 3);
  assert.deepEqual(codes.filter((code) => plainDigits(String.fromCharCode(code)) !== String.fromCharCode(code)), found);
});

Deno.test("numbers in the digits of other scripts are read", () => {
  assert.deepEqual(readShort("الحقبة ٣: الخسارة = ٠٫٥، الدقة = ٠٫٧٥"), ["الخسارة=0.5@3", "الدقة=0.75@3"]);
  assert.deepEqual(readShort("第４轮：损失＝０．２５"), ["损失=0.25@4"]);
  assert.deepEqual(readShort("युग ५ - हानि: ०.१२५"), ["हानि=0.125@5"]);
});
