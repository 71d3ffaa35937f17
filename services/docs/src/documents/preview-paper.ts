import type { PreviewPaperRequest, PreviewPaperResponse } from '@chancery/contracts/chancery/docs/v1/documents';
import { OutgoingDocumentForm } from '@chancery/contracts/chancery/docs/v1/outgoing_document';
import type { TextBlock } from '@chancery/papers';
import type { Call, Handler } from '@chancery/service';
import { previewDocument } from '../papers/official-document';
import { directionOf } from '../rules/outgoing-documents';
import { typesetter } from '../typesetter';
import { attachmentNames, blocksOf, compose, type Composed } from './compose';

interface Draft {
  form: Composed;
  blocks: TextBlock[];
}

/** 版面预览 — pages of a stored matter, for those who see it, or of what is being typed; number, date and seal place are hatched. */
export const previewPaper: Handler<PreviewPaperRequest, PreviewPaperResponse> = async (call) => {
  const { form, blocks } = call.request.matterId ? await stored(call) : typed(call);
  const { pages, missing } = await previewDocument(typesetter(), compose(form, blocks, call.company, call.directory));
  return { pages, missingGlyphs: missing };
};

async function stored({ request, company, actor, engine, files }: Call<PreviewPaperRequest>): Promise<Draft> {
  const { matter } = await engine.get({ company, actor, matter: request.matterId });
  const form = OutgoingDocumentForm.fromJSON(matter.form);
  const blocks = form.text ? blocksOf((await files.get({ company, actor, id: form.text.id })).bytes) : [];
  return { form: { ...form, attachmentNames: attachmentNames(form.attachments) }, blocks };
}

function typed({ request, company, directory }: Call<PreviewPaperRequest>): Draft {
  const { addressees, outsideAddressees, text } = request;
  const direction = directionOf({ addressees, outside: outsideAddressees, relation: (other) => directory.relation(company, other) }) ?? '';
  return { form: { ...request, direction, attachmentNames: attachmentNames(request.attachmentNames.map((name) => ({ name }))) }, blocks: text?.blocks ?? [] };
}
