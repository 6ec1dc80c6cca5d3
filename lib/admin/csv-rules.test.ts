import { expect, test } from 'vitest'
import { csvLine } from './csv-rules.ts'

test.each([
  ['plain values', ['Ada', 12, null], 'Ada,12,\r\n'],
  ['commas, quotes and line breaks', ['a, b', 'say "hi"', 'x\ny'], '"a, b","say ""hi""","x\ny"\r\n'],
  ['amounts, also negative ones', ['-12.50', '179.00'], '-12.50,179.00\r\n'],
  ['what a spreadsheet would run', ['=1+1', '+cmd', '-2+3', '@x'], "'=1+1,'+cmd,'-2+3,'@x\r\n"],
])('E.2 a CSV line of %s', (_name, values, line) => {
  expect(csvLine(values)).toBe(line)
})
