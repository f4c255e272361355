import { words } from './words.ts'

/** Words of a recommendation that its recommender left behind. */
export const takeOverText = words(
  {
    left: (subject: string, name: string) => `${subject}：推荐人 ${name} 已不在该单位任职或账号已停用，需要有人接手。`,
    about: '接手后由您回答提问、补充重新提交或撤回；接手人不能审批这条推荐。',
    nobody: '目前没有可以接手的在任人员，请安排任职；在此之前推荐按原状保留。',
    button: '接手',
    confirmTitle: '接手这条推荐？',
    settled: (subject: string, state: string) => `${subject}：${state}，无需接手。`,
    by: (name: string) => `现由 ${name} 负责`,
    takenBy: (name: string) => `后由 ${name} 接手`,
    done: (number: number) => `您已接手 R-${number}。`,
  },
  {
    left: (subject: string, name: string) =>
      `${subject}: its recommender ${name} no longer works in that unit or is out of use. Somebody has to take it over.`,
    about: 'Whoever takes it over answers questions, resubmits and withdraws it, and has no decision on it.',
    nobody: 'Nobody can take it over now. Please fill a post; until then it stays as it is.',
    button: 'Take over',
    confirmTitle: 'Take it over?',
    settled: (subject: string, state: string) => `${subject}: ${state}; there is nothing to take over.`,
    by: (name: string) => `${name} answers for it now`,
    takenBy: (name: string) => `taken over by ${name}`,
    done: (number: number) => `R-${number} is yours now.`,
  },
)
