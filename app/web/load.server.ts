const most = 200
const beat = 250

/** Counts what is being answered and how many milliseconds late the event loop is; says when no more should be let in. */
export function watchLoad(lateness: number) {
  let inFlight = 0
  let lastBeat = performance.now()
  let late = 0
  const timer = setInterval(() => {
    const now = performance.now()
    late = now - lastBeat - beat
    lastBeat = now
  }, beat)
  timer.unref()
  return {
    begin: () => void (inFlight += 1),
    end: () => void (inFlight -= 1),
    inFlight: () => inFlight,
    isTooMuch: () => inFlight > most || late > lateness || performance.now() - lastBeat - beat > lateness,
    stop: () => clearInterval(timer),
  }
}
