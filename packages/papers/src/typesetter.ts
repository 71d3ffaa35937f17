import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

// A process of its own runs this file as it is (also straight from the source), so it imports nothing of ours but types.
import type { Answer, Job } from './jobs';

const [folder, ...fonts] = process.argv.slice(2) as [string, ...string[]];
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fonts }] });

function work(job: Job): Answer {
  for (const [name, image] of Object.entries(job.images)) compiler.mapShadow(`${folder}/${name}`, Buffer.from(image));
  try {
    const compiled = compiler.compile({ mainFileContent: job.source, inputs: job.inputs });
    const document = compiled.result;
    if (!document) {
      const failure = compiled.takeError();
      return { id: job.id, failed: JSON.stringify(failure ? compiler.fetchDiagnostics(failure) : compiled) };
    }
    const warnings = compiled.takeWarnings();
    const said = warnings ? JSON.stringify(compiler.fetchDiagnostics(warnings)) : '';
    // A face that is not found would be replaced by nothing: an empty paper.
    if (/unknown font family|did not converge/.test(said)) return { id: job.id, failed: said };
    const common = { id: job.id, pages: document.numOfPages, anchors: compiler.query(document, { selector: '<anchor>', field: 'value' }) };
    return job.want === 'svg' ? { ...common, svg: compiler.plainSvg(document) } : { ...common, pdf: compiler.pdf(document, { pdfStandard: 'a-2b' }) };
  } finally {
    compiler.resetShadow();
    compiler.evictCache(10);
  }
}

process.on('message', (job: Job) => {
  let answer: Answer;
  try {
    answer = work(job);
  } catch (error) {
    answer = { id: job.id, failed: error instanceof Error ? error.message : JSON.stringify(error) };
  }
  process.send!(answer);
});
// Nobody is left to work for.
process.on('disconnect', () => process.exit());
