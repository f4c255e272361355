import { words } from './words.ts'

/** Words beside files. */
export const fileText = words(
  {
    reference: (number: number) => `（文件编号 X-${number}）`,
    refused: (name: string, error: string) =>
      `文件“${name}”没能发给您：Slack 不允许机器人上传文件（${error}）。请联系系统管理员为应用开通 files:write 权限和工作区的文件上传，然后重新导出。`,
  },
  {
    reference: (number: number) => `(file X-${number})`,
    refused: (name: string, error: string) =>
      `The file “${name}” could not be sent: Slack does not let the bot upload files (${error}). Please ask an administrator to give the app files:write and the workspace file uploads, then export again.`,
  },
)
