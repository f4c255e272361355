import { words } from './words.ts'

/** Words for the administrators where the settings leave something to nobody (B04). */
export const authorityText = words(
  {
    noPolicy: '本行尚未发布授权设置：任何人都不能推荐或审批战略客户。请发布授权设置。',
    unreadable: (version: number) =>
      `授权设置第 ${version} 版无法读取：任何人都不能推荐或审批战略客户。请更正后重新发布。`,
    gaps: (version: number) =>
      `授权设置第 ${version} 版中，以下事项没有任何岗位可以办理，办到该步就会停住，不会自动通过。请更正后重新发布。`,
    begin: (route: string) => `发起：${route}`,
    fourEyes: '分行行长本人推荐时，由分行其他人员作出的决定',
    step: (subject: string, step: string) =>
      `${subject}停在「${step}」：按其提交时的授权设置，没有任何岗位可以办理此步。请更正设置，并请推荐人撤回后重新推荐。`,
  },
  {
    noPolicy:
      'The bank has published no settings: nobody may recommend or decide on a strategic client. Please publish them.',
    unreadable: (version: number) =>
      `Version ${version} of the settings cannot be read: nobody may recommend or decide on a strategic client. Please correct and publish them again.`,
    gaps: (version: number) =>
      `Version ${version} of the settings leaves the following to nobody: what comes to it is held and never passes by itself. Please correct and publish them again.`,
    begin: (route: string) => `To begin: ${route}`,
    fourEyes: 'The branch’s decision where its president recommends',
    step: (subject: string, step: string) =>
      `${subject} is held at “${step}”: under the settings it was submitted with, no post may take this step. Please correct the settings and have it withdrawn and recommended anew.`,
  },
)
