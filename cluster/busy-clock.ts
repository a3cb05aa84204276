/** A clock of work: it goes on with the processor's time of this process where others crowd it, and with the wall's
 *  where its other threads are busy as well. Neither alone tells what a piece of work takes. */
export function busyClock(): () => number {
  let [wall, spent, sum] = [performance.now(), processorMs(), 0]
  return () => {
    const [wallNow, spentNow] = [performance.now(), processorMs()]
    sum += Math.min(wallNow - wall, spentNow - spent)
    wall = wallNow
    spent = spentNow
    return sum
  }
}

function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
