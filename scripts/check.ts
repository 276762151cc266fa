import { checkStages, describeStage, runInParallel } from './stages.ts'

const results = await runInParallel(checkStages, (result) => {
  console.log(describeStage(result))
})
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
