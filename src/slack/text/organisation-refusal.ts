import type { Refusal } from '../../domain/refusal.ts'
import { dateText } from './moment.ts'
import { levelText } from './refusal-params.ts'
import { words } from './words.ts'

type Params = Refusal['params']

/** Refusals about changes of the organisation, in words: what is so, and what to do about it. */
export const organisationSayings = words(
  {
    unit_closed: (p: Params) => `${p.unit}已经撤销，不能再改。`,
    unit_stays: (p: Params) => `${p.unit}不能这样调整：总行和分行不能移动、合并，总行不能撤销。`,
    unit_of_other_level: (p: Params) => `请选择一家${levelText(p, 'zh')}。`,
    unit_there_already: () => '这里没有变化，请另选。',
    unit_name_taken: (p: Params) => `已有名为“${p.name}”的机构，请换一个名称。`,
    unit_in_use: (p: Params) =>
      `${p.unit}还不能撤销：尚有任职 ${p.posts} 项、下级机构 ${p.units} 个、主办或协办客户 ${p.clients} 户、待办步骤 ${p.steps} 项。请先逐项移交或结束；支行可以直接合并到另一支行。`,
    post_of_other_level: (p: Params) => `这个岗位属于${levelText(p, 'zh')}，请另选岗位或机构。`,
    post_held_already: () => '此人已任此岗，无需再任命。',
    post_over: () => '这项任职已经结束，无需再办。',
    person_not_here: () => '此人不在任，请另选一人；新员工先用导入登记。',
    last_administrator: () => '这是最后一位系统管理员，不能结束。请先任命另一位。',
    unit_code_wrong: () => '机构编号用字母和数字，可含 . _ / -，不留空格，最多 32 位。请更正。',
    unit_code_taken: (p: Params) =>
      p.closedOn
        ? `编号 ${p.code} 曾属于${p.unit}（已于 ${dateText(String(p.closedOn), 'zh')} 撤销），不能再给别的机构。请换一个编号；要恢复原机构，请用导入。`
        : `编号 ${p.code} 已属于${p.unit}。请核对，或换一个编号。`,
    person_left_already: (p: Params) =>
      `${p.name}已登记自 ${dateText(String(p.leftOn), 'zh')} 起不在本行，无需再办；登记有误的，请先撤回。`,
    person_here_already: (p: Params) => `${p.name}没有离职登记，无需撤回。`,
    left_before_post: (p: Params) =>
      `${p.name}有任职自 ${dateText(String(p.from), 'zh')} 起，离职不能更早。请改选当天或以后的日子。`,
    leaving_oneself: () => '本人的离职不能由本人登记或撤回，请由另一位系统管理员办理。',
    nothing_below: (p: Params) => `${p.unit}是支行，下面不能再设机构。请到它所属的分行开设。`,
  },
  {
    unit_closed: (p: Params) => `${p.unit} is closed and is not changed any more.`,
    unit_stays: (p: Params) =>
      `${p.unit} cannot be changed like this: head office and branches are neither moved nor merged, and head office is not closed.`,
    unit_of_other_level: (p: Params) => `Please choose a ${levelText(p, 'en')}.`,
    unit_there_already: () => 'Nothing would change here; please choose another.',
    unit_name_taken: (p: Params) => `There is a unit called “${p.name}” already; please choose another name.`,
    unit_in_use: (p: Params) =>
      `${p.unit} cannot be closed yet: ${p.posts} posts, ${p.units} units below it, ${p.clients} clients served and ${p.steps} steps waiting. Please hand them over or end them first; a sub-branch can be merged into another one instead.`,
    post_of_other_level: (p: Params) =>
      `This post belongs to a ${levelText(p, 'en')}; please choose another post or unit.`,
    post_held_already: () => 'This person holds this post already.',
    post_over: () => 'This post is over already. Nothing more to do.',
    person_not_here: () =>
      'This person does not work here; please choose somebody else. New staff are entered by import.',
    last_administrator: () =>
      'This is the last administrator, whose post cannot end. Please appoint another one first.',
    unit_code_wrong: () =>
      'A code is letters and digits, with . _ / - inside, no blanks, at most 32 characters. Please correct it.',
    unit_code_taken: (p: Params) =>
      p.closedOn
        ? `The code ${p.code} was that of ${p.unit}, closed on ${dateText(String(p.closedOn), 'en')}, and goes to no other unit. Please choose another; to open that unit again, import it.`
        : `The code ${p.code} belongs to ${p.unit}. Please check it, or choose another.`,
    person_left_already: (p: Params) =>
      `${p.name} is entered as no longer here from ${dateText(String(p.leftOn), 'en')}. If that is wrong, take it back first.`,
    person_here_already: (p: Params) => `${p.name} is not entered as having left; there is nothing to take back.`,
    left_before_post: (p: Params) =>
      `${p.name} has a post from ${dateText(String(p.from), 'en')} and cannot have left before. Please choose that day or a later one.`,
    leaving_oneself: () =>
      'Your own leaving is neither entered nor taken back by yourself; please ask another administrator.',
    nothing_below: (p: Params) =>
      `${p.unit} is a sub-branch, and nothing opens below it. Please open it at its branch.`,
  },
)
