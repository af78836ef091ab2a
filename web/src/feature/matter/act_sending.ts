// SPDX-License-Identifier: Apache-2.0
// From what is typed for an act to what became of it (办理提交). What is typed is kept while it is typed; a report that
// nobody answered waits in this browser and is sent by itself, once.
import type { Answer } from '@/shared/http/client';
import type { Version } from '@/shared/http/contract';
import { useSession } from '@/shared/http/session';
import { useDraft, type Draft } from '@/shared/kept/draft';
import { sendOrKeep } from '@/shared/kept/send_or_keep';
import { useForm, type Form } from '@/shared/ui/form';
import { beginValues, bodyOf, fieldsOf, type ActValues } from './act_fields';
import { actOn, actPath, type ActName, type MatterDetail, type PossibleAct } from './api';

export type Sent =
  | { outcome: 'done'; answered: Answer<MatterDetail> }
  | { outcome: 'kept' } // it waits for a line
  | { outcome: 'stale' } // somebody else moved the matter meanwhile
  | { outcome: 'refused' };

export interface ActSending {
  form: Form<ActValues>;
  draft: Draft;
  send: (version: Version, title: string) => Promise<Sent>;
  discard: () => Promise<void>;
}

// What waits for a line is what a unit says from outside the office; the rest is decided at a desk.
const WAITS: ActName[] = ['report', 'request_completion'];

export function useActSending(of: { matter: MatterDetail; possible: PossibleAct }): ActSending {
  const { possible } = of;
  const { act } = possible;
  const session = useSession();
  const form = useForm(beginValues(possible, of.matter));
  const draft = useDraft(
    () => `act.${session.current.account}.${of.matter.id}.${act}.${possible.unit ?? ''}`,
    form.values,
    form.isDirty,
  );

  async function send(version: Version, title: string): Promise<Sent> {
    const body = bodyOf(possible, fieldsOf(possible, of.matter), form.values);
    const path = actPath(of.matter.id, act);
    const page = `/matters/${encodeURIComponent(of.matter.id)}?act=${act}`;
    let answered = null as Answer<MatterDetail> | null;
    const isDone = await form.send(async (_, key) => {
      const now = () => actOn(of.matter.id, act, body, version, key);
      const written = { path, body, key, version, title, page };
      answered = WAITS.includes(act) ? await sendOrKeep(now, written, draft) : await now();
      return answered ?? undefined;
    });
    if (!isDone) {
      if (form.refusal.value?.status !== 412) return { outcome: 'refused' };
      form.refusal.value = null;
      return { outcome: 'stale' };
    }
    if (!answered) return { outcome: 'kept' }; // its draft goes when the letter has arrived
    await draft.clear();
    return { outcome: 'done', answered };
  }

  async function discard(): Promise<void> {
    await draft.clear();
    form.begin(beginValues(possible, of.matter));
  }
  return { form, draft, send, discard };
}
