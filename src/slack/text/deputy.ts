import { words } from './words.ts'

/** Words of `/deputy`. */
export const deputyText = words(
  {
    title: '代理安排',
    about: '代理人在指定期间代您办理，每项决定同时记录两人姓名；同一人不能因代理在一项推荐中表态两次。',
    own: '我的代理人',
    iAm: '我代理的人',
    others: '我所辖人员的代理',
    nobody: '暂无',
    period: (from: string, until: string) => `${from} 至 ${until}`,
    coming: '尚未开始',
    line: (principal: string, deputy: string, period: string) => `${principal} → ${deputy}，${period}`,
    namedBy: (name: string) => `${name}指定`,
    reasonLine: (reason: string) => `事由：${reason}`,
    name: '指定代理人',
    end: '结束',
    endTitle: '结束这项代理？',
    endText: (principal: string, deputy: string) => `${deputy}将不再代理${principal}，待办立即恢复由本人办理。`,
    endYes: '结束代理',
    formTitle: '指定代理人',
    submit: '指定',
    principal: '代理谁',
    principalHint: '本人，或您所辖的人员。',
    self: (name: string) => `${name}（本人）`,
    deputy: '由谁代理',
    deputyHint: (days: number) => `同一分行（或总行）的业务岗位人员；一次最长 ${days} 天。`,
    search: '输入姓名或工号',
    from: '从哪天起',
    until: '到哪天止（含当天）',
    reason: '事由',
    reasonHint: '如出差、休假；随审计记录保存。',
    named: (deputy: string, principal: string, period: string) =>
      `已指定${deputy}代理${principal}，${period}。双方都会收到通知。`,
    notCovered: (names: string) => `请注意：${names}的职责不会随之转给这位代理人，请另行安排。`,
    back: '返回',
    toDeputy: (namer: string, principal: string, period: string) =>
      `${namer}指定您代理${principal}，${period}。期间${principal}的待办会转到您这里，您的决定同时记录两人姓名。`,
    askedByOwn: (principal: string, period: string) =>
      `${principal}请您代理其职责，${period}。期间${principal}的待办会转到您这里，您的决定同时记录两人姓名。`,
    toPrincipal: (namer: string, deputy: string, period: string) => `${namer}指定${deputy}代理您，${period}。`,
    ended: (by: string, deputy: string, principal: string) =>
      `${by}已结束${deputy}对${principal}的代理，${principal}的待办恢复由本人办理。`,
    lapsed: (deputy: string, principal: string) =>
      `因任职变动，${deputy}对${principal}的代理已终止：代理人须在被代理人任职的分行（或总行）担任业务岗位。如仍需代理，请重新指定。`,
    suggested: '您的 Slack 状态显示您近期可能不在岗。如需他人代办，请指定代理人；状态本身不会转走任何待办。',
    open: '代理安排',
    inbox: '查看待办',
    ownLine: (deputy: string, until: string) => `我的代理人：${deputy}（至 ${until}）`,
    inNameOf: (name: string) => `代${name}`,
  },
  {
    title: 'Deputies',
    about:
      'A deputy decides in your name for a period; both names are recorded with each decision, and nobody gains two votes in one recommendation.',
    own: 'My deputy',
    iAm: 'I stand in for',
    others: 'Deputies of people I head',
    nobody: 'Nobody at present',
    period: (from: string, until: string) => `${from} to ${until}`,
    coming: 'not begun yet',
    line: (principal: string, deputy: string, period: string) => `${principal} → ${deputy}, ${period}`,
    namedBy: (name: string) => `named by ${name}`,
    reasonLine: (reason: string) => `reason: ${reason}`,
    name: 'Name a deputy',
    end: 'End',
    endTitle: 'End this deputyship?',
    endText: (principal: string, deputy: string) =>
      `${deputy} no longer stands in for ${principal}; what waits is ${principal}’s own again at once.`,
    endYes: 'End it',
    formTitle: 'Name a deputy',
    submit: 'Name',
    principal: 'For whom',
    principalHint: 'Yourself, or somebody you head.',
    self: (name: string) => `${name} (myself)`,
    deputy: 'Who stands in',
    deputyHint: (days: number) =>
      `Somebody with a business post in the same branch (or at head office); ${days} days at most.`,
    search: 'Type a name or employee number',
    from: 'From',
    until: 'Until (that day included)',
    reason: 'Reason',
    reasonHint: 'Such as travel or leave; kept in the audit.',
    named: (deputy: string, principal: string, period: string) =>
      `${deputy} stands in for ${principal}, ${period}. Both are told.`,
    notCovered: (names: string) =>
      `Please note: what is decided for ${names} does not pass on to this deputy; please arrange that separately.`,
    back: 'Back',
    toDeputy: (namer: string, principal: string, period: string) =>
      `${namer} named you deputy for ${principal}, ${period}. What waits for ${principal} comes to you then; your decisions bear both names.`,
    askedByOwn: (principal: string, period: string) =>
      `${principal} asks you to stand in, ${period}. What waits for ${principal} comes to you then; your decisions bear both names.`,
    toPrincipal: (namer: string, deputy: string, period: string) => `${namer} named ${deputy} your deputy, ${period}.`,
    ended: (by: string, deputy: string, principal: string) =>
      `${by} ended that ${deputy} stands in for ${principal}; what waits is ${principal}’s own again.`,
    lapsed: (deputy: string, principal: string) =>
      `Posts have changed: ${deputy} no longer stands in for ${principal}, as a deputy needs a business post in the same branch (or at head office). If somebody should stand in, please name a deputy anew.`,
    suggested:
      'Your Slack status says that you may be away. If somebody should decide for you, name a deputy; the status itself passes nothing on.',
    open: 'Deputies',
    inbox: 'See what waits',
    ownLine: (deputy: string, until: string) => `My deputy: ${deputy} (until ${until})`,
    inNameOf: (name: string) => `for ${name}`,
  },
)
