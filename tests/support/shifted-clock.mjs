// Loaded before a desk's core: its wall clock is off by CLOCK_OFFSET_MS, as on a computer that nobody looks after. Timers and the
// monotonic clock go on as they are.

const offset = Number(process.env.CLOCK_OFFSET_MS)
const RealDate = globalThis.Date

class ShiftedDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset)
    else super(...args)
  }

  static now() {
    return RealDate.now() + offset
  }
}

globalThis.Date = ShiftedDate
