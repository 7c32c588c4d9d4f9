import { CommandError } from '@acebuddy/service-kit/environment';
import { PortalError } from '@acebuddy/zoho-desk';
import type { SetupContext } from '../run-setup.ts';

/** Organisation and department, out of those that the token's user sees. */
export async function choosePortal(context: SetupContext): Promise<void> {
  const { asker, progress, settingOf } = context;
  try {
    const portal = await context.portal();
    if (settingOf('ZOHO_DESK_ORG_ID') === undefined) {
      const organizations = await portal.organizations();
      const choices = organizations.map(({ id, name }) => ({ value: id, name }));
      progress.set({ ZOHO_DESK_ORG_ID: await asker.choose({ given: '--org', ask: 'Organisation', choices }) });
    }
    const orgId = settingOf('ZOHO_DESK_ORG_ID') ?? '';
    if (settingOf('ZOHO_DESK_DEPARTMENT_ID') !== undefined) return;
    const departments = (await portal.departments(orgId)).filter(({ isEnabled }) => isEnabled);
    const choices = departments.map(({ id, name }) => ({ value: id, name }));
    const ask = 'Department for the tickets of chats';
    const departmentId = await asker.choose({ given: '--department', ask, choices });
    progress.set({ ZOHO_DESK_DEPARTMENT_ID: departmentId });
    // One that is the only choice was not asked for.
    const name = choices.find(({ value }) => value === departmentId)?.name ?? '';
    asker.say(`Desk: tickets go to the department ${name} (${departmentId}) of the organisation ${orgId}.`);
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    const mend = 'The user who made the code must be an agent of this Desk, with a profile that sees its settings.';
    throw new CommandError(`Desk: ${error.message} (${error.code}). ${mend}`, 'COMMAND_REFUSED');
  }
}
