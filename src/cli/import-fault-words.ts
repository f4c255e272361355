import type { ImportFault, ImportFaultCode, ImportNote, ImportNoteCode } from '../domain/organisation/import-fault.ts'
import type { UnitLevel } from '../domain/organisation/unit.ts'

/** What a sentence may name: the value as typed, and what the check adds to it. */
interface Named {
  readonly value: string
  readonly [param: string]: string | number
}

interface Sentence {
  readonly zh: (named: Named) => string
  readonly en: (named: Named) => string
}

const levels: Record<UnitLevel, { zh: string; en: string }> = {
  head_office: { zh: '总行', en: 'head office' },
  branch: { zh: '分行', en: 'a branch' },
  sub_branch: { zh: '支行', en: 'a sub-branch' },
}

/** The reason for which a line is refused or noted, and what to do about it, in Chinese and English. */
export function faultWords(found: ImportFault | ImportNote): { zh: string; en: string } {
  const sentence = sentences[found.code]
  return {
    zh: sentence.zh({ ...inLanguage(found.params, 'zh'), value: found.value }),
    en: sentence.en({ ...inLanguage(found.params, 'en'), value: found.value }),
  }
}

function inLanguage(params: ImportFault['params'], language: 'zh' | 'en') {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      value in levels ? levels[value as UnitLevel][language] : value,
    ]),
  )
}

const sentences: Record<ImportFaultCode | ImportNoteCode, Sentence> = {
  empty_file: {
    zh: () => '文件是空的：请检查是否选错了文件，或重新导出。',
    en: () => 'The file is empty: check whether it is the right one, or export it again.',
  },
  too_large: {
    zh: () => '文件超过 64 MB：请确认是机构、人员或客户清单，或分成几个文件依次导入。',
    en: () => 'The file is larger than 64 MB: make sure it is the right one, or import it in parts.',
  },
  spreadsheet: {
    zh: () => '这是 Excel 工作簿，不是 CSV：请在 Excel 中“另存为 → CSV UTF-8（逗号分隔）”，再导入。',
    en: () => 'This is an Excel workbook, not CSV: in Excel choose "Save as → CSV UTF-8 (comma delimited)".',
  },
  utf16: {
    zh: () => '文件是 UTF-16（“Unicode 文本”）：请另存为 CSV UTF-8（逗号分隔）。',
    en: () => 'The file is UTF-16 ("Unicode text"): save it as CSV UTF-8 (comma delimited).',
  },
  binary: {
    zh: () => '文件不是文本：请导出为 CSV UTF-8（逗号分隔）。',
    en: () => 'The file is not text: export it as CSV UTF-8 (comma delimited).',
  },
  damaged_utf8: {
    zh: () => '文件是 UTF-8，但此行有损坏的字符，文件可能被截断：请重新导出。',
    en: () => 'The file is UTF-8, but this line holds a broken character; it may have been cut off: export it again.',
  },
  unknown_encoding: {
    zh: () => '文件编码既不是 UTF-8 也不是 GB18030：请另存为 CSV UTF-8（逗号分隔）。',
    en: () => 'The file is neither UTF-8 nor GB18030: save it as CSV UTF-8 (comma delimited).',
  },
  wrong_delimiter: {
    zh: ({ expected }) => `各列须以英文逗号分隔：请另存为 CSV UTF-8（逗号分隔）。应有的列：${expected}。`,
    en: ({ expected }) => `Columns must be separated by commas: save the file as CSV. Columns expected: ${expected}.`,
  },
  quote: {
    zh: () => '引号不配对，或一条记录过长：含逗号、引号或换行的内容须放在英文双引号内，其中的双引号写两遍。',
    en: () =>
      'Quotes do not fit, or the record is too long: put a text with comma, quote or line break in "…" and double the quotes in it.',
  },
  column_missing: {
    zh: ({ column, expected }) => `缺少列 ${column}。应有的列：${expected}。`,
    en: ({ column, expected }) => `The column ${column} is missing. Columns expected: ${expected}.`,
  },
  column_unknown: {
    zh: ({ value, expected }) => `不认识列“${value}”：请改名或删除。应有的列：${expected}。`,
    en: ({ value, expected }) =>
      `The column "${value}" is unknown: rename or remove it. Columns expected: ${expected}.`,
  },
  column_twice: {
    zh: ({ column, expected }) => `列 ${column} 出现了不止一次：请只保留一列。应有的列：${expected}。`,
    en: ({ column, expected }) => `The column ${column} is there twice: keep one. Columns expected: ${expected}.`,
  },
  no_records: {
    zh: () => '只有标题行，没有数据：请检查导出范围。',
    en: () => 'There are headings but no data: check what was exported.',
  },
  no_head_office: {
    zh: () => '没有总行：请在文件中加入级别为“总行”的一行。',
    en: () => 'There is no head office: add a line with the level head_office.',
  },
  field_count: {
    zh: ({ count, wanted }) => `此行有 ${count} 列，应为 ${wanted} 列：内容里的逗号须放在双引号内。`,
    en: ({ count, wanted }) => `This line has ${count} fields instead of ${wanted}: put texts with commas in quotes.`,
  },
  required: { zh: () => '不能为空：请填写。', en: () => 'Must not be empty: fill it in.' },
  too_long: {
    zh: ({ max }) => `超过 ${max} 个字符：请缩短。`,
    en: ({ max }) => `Longer than ${max} characters: shorten it.`,
  },
  control_character: {
    zh: () => '内容中有换行或其他控制字符：请删除。',
    en: () => 'Holds a line break or another control character: remove it.',
  },
  damaged_character: {
    zh: () => '含有损坏的字符（�）：请在原系统中改正后重新导出。',
    en: () => 'Holds a damaged character (�): correct it where the file comes from and export it again.',
  },
  code_format: {
    zh: ({ value }) => `编号“${value}”不合规：只能用字母、数字和 . _ -，以字母或数字开头，最长 32 个字符。`,
    en: ({ value }) => `"${value}" is no code: letters, digits and . _ - only, a letter or digit first, 32 at most.`,
  },
  code_mangled: {
    zh: ({ value }) => `“${value}”是被电子表格改成科学计数法的编号：请将该列设为“文本”后重新导出。`,
    en: ({ value }) =>
      `"${value}" is a code that a spreadsheet turned into a number: format the column as text, export again.`,
  },
  code_reserved: {
    zh: ({ value }) => `编号“${value}”（C 加数字）留给系统登记的新客户：请换一个编号。`,
    en: ({ value }) => `"${value}" (C and digits) is reserved for clients the bot enters: choose another code.`,
  },
  duplicate: {
    zh: ({ first }) => `与第 ${first} 行重复：请只保留一行。`,
    en: ({ first }) => `The same as line ${first}: keep one of them.`,
  },
  level_unknown: {
    zh: ({ value, choices }) => `不认识级别“${value}”：可填 ${choices}。`,
    en: ({ value, choices }) => `The level "${value}" is unknown: use one of ${choices}.`,
  },
  level_changed: {
    zh: ({ before }) => `该机构已登记为${before}，级别不能更改：请以新编号登记。`,
    en: ({ before }) =>
      `This unit is already entered as ${before} and its level cannot change: enter it under a new code.`,
  },
  parent_missing: {
    zh: ({ wanted }) => `缺少上级机构：请填写一个${wanted}的编号。`,
    en: ({ wanted }) => `The parent is missing: give the code of ${wanted}.`,
  },
  parent_unexpected: {
    zh: () => '总行没有上级机构：请留空。',
    en: () => 'Head office has no parent: leave it empty.',
  },
  parent_unknown: {
    zh: ({ parent }) => `没有编号为“${parent}”的机构：请改正编号，或在文件中加入该机构。`,
    en: ({ parent }) => `There is no unit "${parent}": correct the code, or add the unit to the file.`,
  },
  parent_level: {
    zh: ({ parent, is, wanted }) => `上级机构“${parent}”是${is}，应为${wanted}：请改正上级编号或级别。`,
    en: ({ parent, is, wanted }) =>
      `The parent "${parent}" is ${is} instead of ${wanted}: correct the parent or the level.`,
  },
  parent_cycle: {
    zh: ({ circle }) => `上级关系成环（${circle}）：请改正上级编号。`,
    en: ({ circle }) => `The parents run in a circle (${circle}): correct the parent.`,
  },
  second_head_office: {
    zh: ({ first }) => `总行只能有一个，已有“${first}”：请改正级别或编号。`,
    en: ({ first }) => `There is one head office only, and "${first}" is it: correct the level or the code.`,
  },
  parent_closed: {
    zh: ({ parent, closedOn }) => `上级机构“${parent}”已于 ${closedOn} 关闭：请改正上级编号，或同时关闭本机构。`,
    en: ({ parent, closedOn }) =>
      `The parent "${parent}" was closed on ${closedOn}: correct the parent, or close this unit too.`,
  },
  closed_later: {
    zh: ({ value, today }) => `关闭日期“${value}”晚于今天（${today}）：请到该日再导入。`,
    en: ({ value, today }) => `The closing day "${value}" lies after today (${today}): import it on that day.`,
  },
  head_office_stays: {
    zh: ({ unit }) => `“${unit}”是总行，不能关闭：请清空关闭日期；全量文件必须列出总行。`,
    en: ({ unit }) =>
      `"${unit}" is head office and stays: empty the closing day; a complete file must name head office.`,
  },
  unit_in_use: {
    zh: ({ unit, posts, units, clients, steps }) =>
      `“${unit}”还不能关闭：尚有任职 ${posts} 项、下级机构 ${units} 个、战略客户 ${clients} 户、待办步骤 ${steps} 项。请先终止或移交（/organisation 可并入其他支行）；全量文件漏列的，请补上该机构。`,
    en: ({ unit, posts, units, clients, steps }) =>
      `"${unit}" cannot close yet: ${posts} posts, ${units} units, ${clients} strategic clients, ${steps} waiting steps hang on it. End or hand them over first (/organisation merges it into another); if a complete file forgot it, add it.`,
  },
  unit_closed: {
    zh: ({ unit, closedOn }) =>
      `“${unit}”已于 ${closedOn} 关闭：请把任职终止日期填为不晚于该日，或改为现机构；要重新开业，请在机构文件中清空关闭日期。`,
    en: ({ unit, closedOn }) =>
      `"${unit}" was closed on ${closedOn}: end the appointment by that day or name the unit of today; to open the unit again empty its closing day in the file of units.`,
  },
  day_kind_unknown: {
    zh: ({ value, choices }) => `不认识“${value}”：可填 ${choices}。`,
    en: ({ value, choices }) => `"${value}" is unknown: use one of ${choices}.`,
  },
  year_incomplete: {
    zh: ({ year, missing }) =>
      `${year} 年的安排还没有公布的数据，须一次给全（放假的日子和调休上班的日子）：缺少 ${missing}。`,
    en: ({ year, missing }) =>
      `Nothing is known of ${year} yet, so give the whole year, free days and make-up days: ${missing} is missing.`,
  },
  email_format: {
    zh: ({ value }) => `“${value}”不是电子邮箱地址：请填写该员工在 Slack 中使用的邮箱。`,
    en: ({ value }) => `"${value}" is no e-mail address: give the one the person uses in Slack.`,
  },
  email_taken: {
    zh: ({ holder }) => `该邮箱已属于工号“${holder}”：一个邮箱只能属于一人，请改正。`,
    en: ({ holder }) => `This address belongs to employee "${holder}": an address belongs to one person, correct it.`,
  },
  date_format: {
    zh: ({ value }) => `看不懂日期“${value}”：请写成 2026-09-01。`,
    en: ({ value }) => `"${value}" is no date: write it as 2026-09-01.`,
  },
  date_not_real: {
    zh: ({ value }) => `没有“${value}”这一天：请改正日期。`,
    en: ({ value }) => `There is no such day as "${value}": correct it.`,
  },
  to_before_from: {
    zh: ({ from }) => `任职终止日期早于任职日期 ${from}：请改正其中之一。`,
    en: ({ from }) => `The end lies before the beginning, ${from}: correct one of them.`,
  },
  from_after_left: {
    zh: ({ leftOn }) => `任职日期晚于离职日期 ${leftOn}：请改正其中之一。`,
    en: ({ leftOn }) => `The appointment begins after the person left on ${leftOn}: correct one of them.`,
  },
  unit_unknown: {
    zh: ({ unit }) => `没有编号为“${unit}”的机构：请改正编号，或先在机构文件中加入。`,
    en: ({ unit }) => `There is no unit "${unit}": correct the code, or add the unit to the file of units.`,
  },
  position_unknown: {
    zh: ({ value, choices }) => `不认识岗位“${value}”：可填 ${choices}。`,
    en: ({ value, choices }) => `The position "${value}" is unknown: use one of ${choices}.`,
  },
  position_level: {
    zh: ({ unit, is, wanted }) => `“${unit}”是${is}，该岗位属于${wanted}：请改正机构或岗位。`,
    en: ({ unit, is, wanted }) =>
      `"${unit}" is ${is}, and this position belongs to ${wanted}: correct the unit or the position.`,
  },
  person_differs: {
    zh: ({ first }) => `与同一工号的第 ${first} 行不一致：同一人的各行须相同，请改正。`,
    en: ({ first }) => `Differs from line ${first} with the same employee number: a person's lines must agree.`,
  },
  client_unknown: {
    zh: () => '没有这个客户编号：请核对编号，或在同一次导入的客户文件中给出。',
    en: () => 'There is no client of this code: check it, or give the client in the same import.',
  },
  metric_unknown: {
    zh: ({ choices }) => `现行认定标准中没有这项指标。可用的指标代码：${choices}。`,
    en: ({ choices }) => `The criteria in force have no such metric. Codes: ${choices}.`,
  },
  measure_unknown: {
    zh: ({ choices }) => `单位与这项指标不符：留空即为${choices}，金额可写亿元或万元。`,
    en: ({ choices }) =>
      `The unit does not go with the metric: leave it empty for ${choices}; amounts take 亿元 or 万元.`,
  },
  measure_needed: {
    zh: () => '全行性与区域性标准以不同单位衡量这项指标：请填写单位，例如亿元或万元。',
    en: () => 'The criteria of the two tiers measure this in different units: give the unit, such as 亿元 or 万元.',
  },
  period_format: {
    zh: () => '期间写成 2026、2026H1、2026Q3 或 2026-09 的样子。',
    en: () => 'Write the period like 2026, 2026H1, 2026Q3 or 2026-09.',
  },
  value_not_a_number: {
    zh: () => '数值不是数字：只写数字，单位写在单位列。',
    en: () => 'The value is no number: give digits only, the unit has its own column.',
  },
  appointment_overlap: {
    zh: ({ other }) =>
      `此人自 ${other} 起已任同一岗位，时间重叠：请先填写前一任职的终止日期（与原任职日期写在同一行）。`,
    en: ({ other }) =>
      `The person holds this post since ${other}, and the periods overlap: give the earlier appointment its end (on a line with its own beginning).`,
  },
  region_not_known: {
    zh: ({ client }) => `“${client}”没有地区：已照样导入，推荐时须补填。`,
    en: ({ client }) => `"${client}" has no region: imported all the same, a recommendation will ask for it.`,
  },
  industry_not_known: {
    zh: ({ client }) => `“${client}”没有行业：已照样导入，推荐时须补填。`,
    en: ({ client }) => `"${client}" has no industry: imported all the same, a recommendation will ask for it.`,
  },
  look_alike: {
    zh: ({ value, like }) => `“${value}”与已有客户“${like}”的全称相同：请核对是否同一客户。`,
    en: ({ value, like }) =>
      `"${value}" has the same legal name as client "${like}": check whether it is the same client.`,
  },
}
