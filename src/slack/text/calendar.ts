import { words } from './words.ts'

/** Words for the administrators where the working days of a year are not known. */
export const calendarText = words(
  {
    missing: (year: number) =>
      `${year} 年的放假和调休安排尚未导入，系统不会猜测：该年的时限暂按周一至周五、扣除法定固定假日计算，并在卡片上注明。` +
      `请将国务院办公厅公布的 ${year} 年安排存为 CSV（列：日期、类型、名称），用 npm run import -- --calendar 文件 导入；导入后时限自动重算。`,
  },
  {
    missing: (year: number) =>
      `The free days and make-up days of ${year} are not imported, and the bot does not guess: until then time limits in that year ` +
      `go by Monday to Friday without the days free by law, and the cards say so. Please save the days of ${year} as CSV ` +
      '(columns: date, kind, name) and run npm run import -- --calendar FILE; time limits are then reckoned anew.',
  },
)
