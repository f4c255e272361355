import type { FilingState } from '../../domain/register/filing.ts'
import { words } from './words.ts'

/** Words of registers as they are filed: cards, forms and answers. */
export const filingText = words(
  {
    title: (branch: string, version: number) => `名册备案｜${branch}第 ${version} 版`,
    newCard: (branch: string, version: number) => `${branch}报送了名册第 ${version} 版，等您确认`,
    theirCard: (branch: string, version: number, state: string) => `${branch}名册第 ${version} 版：${state}`,
    state: {
      filed: '待总行确认',
      acknowledged: '已确认',
      sent_back: '已退回',
      replaced: '已由新版本替代',
    } satisfies Record<FilingState, string> as Record<FilingState, string>,
    nobodyAsked: '待总行确认，目前无人可以确认，请尽快安排人员或指定代行',
    label: {
      state: '状态',
      filed: '报送',
      clients: '户数',
      change: '与上次备案相比',
      question: '总行的问题',
      answer: '分行的答复',
      added: '新增',
      changed: '变更',
      removed: '移出',
    },
    by: (name: string, at: string) => `${name}，${at}`,
    settled: (state: string, name: string, at: string) => `${state}，${name}，${at}`,
    clients: (count: number) => `${count} 户区域性战略客户`,
    change: (added: number, changed: number, removed: number, base: number | null) =>
      base === null
        ? `首次备案，共 ${added} 户`
        : `新增 ${added}，变更 ${changed}，移出 ${removed}（对比第 ${base} 版）`,
    heading: (name: string, count: number) => `${name} ${count} 户`,
    more: (count: number) => `……另有 ${count} 户`,
    acknowledge: '确认备案',
    sendBack: '退回并提问',
    answer: '答复并重新报送',
    export: '导出名册',
    compare: '查看全部变化',
    sentBack: (branch: string, version: number) => `已将${branch}名册第 ${version} 版退回，分行会看到您的问题。`,
    sendBackTitle: '退回名册',
    questionLabel: '请分行说明什么',
    questionHint: '分行看到后答复并重新报送，最多 3000 字。',
    submit: '提交',
    fileTitle: '名册备案',
    fileSubmit: '报送',
    fileIntro: (branch: string, version: number) => `${branch}名册第 ${version} 版`,
    fileNote: '报送的是此刻的名册，报送后由总行公司业务管理部确认（第十条(三)）。',
    replaces: (version: number) => `第 ${version} 版还在等总行确认，报送后由新版本替代。`,
    answerLabel: '答复',
    answerHint: '随新版本一起送总行，最多 3000 字。',
    filed: (branch: string, version: number, clients: number) =>
      `已报送${branch}名册第 ${version} 版，共 ${clients} 户，等总行公司业务管理部确认。`,
  },
  {
    title: (branch: string, version: number) => `Register of ${branch}, version ${version}`,
    newCard: (branch: string, version: number) =>
      `${branch} filed version ${version} of its register; it waits for you`,
    theirCard: (branch: string, version: number, state: string) =>
      `Register of ${branch}, version ${version}: ${state}`,
    state: {
      filed: 'waits for head office',
      acknowledged: 'acknowledged',
      sent_back: 'sent back',
      replaced: 'replaced by a newer version',
    },
    nobodyAsked: 'waits for head office, where nobody can acknowledge it now: somebody has to be appointed or stand in',
    label: {
      state: 'State',
      filed: 'Filed',
      clients: 'Clients',
      change: 'Since the last filing',
      question: 'Head office asks',
      answer: 'The branch answers',
      added: 'Added',
      changed: 'Changed',
      removed: 'Removed',
    },
    by: (name: string, at: string) => `${name}, ${at}`,
    settled: (state: string, name: string, at: string) => `${state}, ${name}, ${at}`,
    clients: (count: number) => `${count} regional strategic clients`,
    change: (added: number, changed: number, removed: number, base: number | null) =>
      base === null
        ? `first filing, ${added} clients`
        : `${added} added, ${changed} changed, ${removed} removed (against version ${base})`,
    heading: (name: string, count: number) => `${name}: ${count}`,
    more: (count: number) => `… and ${count} more`,
    acknowledge: 'Acknowledge',
    sendBack: 'Send back with a question',
    answer: 'Answer and file anew',
    export: 'Export',
    compare: 'All changes',
    sentBack: (branch: string, version: number) =>
      `Version ${version} of the register of ${branch} is sent back; the branch sees your question.`,
    sendBackTitle: 'Send a register back',
    questionLabel: 'What should the branch explain',
    questionHint: 'The branch answers and files anew. At most 3,000 characters.',
    submit: 'Submit',
    fileTitle: 'File the register',
    fileSubmit: 'File',
    fileIntro: (branch: string, version: number) => `Register of ${branch}, version ${version}`,
    fileNote: 'What is filed is the register as it is at this moment; head office acknowledges it (Art. 10(3)).',
    replaces: (version: number) => `Version ${version} still waits for head office; the new one takes its place.`,
    answerLabel: 'Answer',
    answerHint: 'Goes to head office with the new version. At most 3,000 characters.',
    filed: (branch: string, version: number, clients: number) =>
      `Version ${version} of the register of ${branch} is filed with ${clients} clients and waits for head office.`,
  },
)
