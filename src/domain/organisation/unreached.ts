/** Why something did not get to a person: no account of theirs is in use in Slack. It gets there once one is. */
export const noAccount = 'no_slack_account'
