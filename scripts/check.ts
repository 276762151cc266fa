import { listenForStop } from './processes/stop-asked.ts'
import { checkStages, describeStage, runInParallel, type StageResult } from './stages.ts'

const tell = (result: StageResult): void => {
  console.log(describeStage(result))
}

const results = await runInParallel(checkStages, tell, listenForStop().signal)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
