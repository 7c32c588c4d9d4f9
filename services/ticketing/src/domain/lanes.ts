/* Names of lanes and steps: always the same for the same request, so that a repeat finds what is there. */

export const laneOfRequest = (requestId: string): string => `ticket:${requestId}`;
/** Of a ticket that we did not create. */
export const laneOfForeignTicket = (ticketId: string): string => `desk:${ticketId}`;
export const verifyLane = (requestId: string): string => `verify:${requestId}`;

export const createStepId = (requestId: string): string => `ticket:${requestId}/create`;
export const transcriptStepId = (requestId: string): string => `ticket:${requestId}/transcript`;
export const tagsStepId = (requestId: string): string => `ticket:${requestId}/tags`;
export const statusAfterCreateStepId = (requestId: string): string => `ticket:${requestId}/status`;
export const verifyStepId = (requestId: string): string => `ticket:${requestId}/verify`;
export const duplicateNoteStepId = (requestId: string, duplicateId: string): string =>
  `ticket:${requestId}/duplicate/${duplicateId}`;
export const lostFileNoteStepId = (stepId: string): string => `${stepId}/not-attached`;
export const changeStepId = (requestId: string): string => `change:${requestId}`;

/** The request that a step was made for; the id itself for steps of no request. */
export const requestOfStep = (stepId: string): string =>
  stepId.replace(/^(?:ticket|change|verify):/, '').replace(/\/[^#]*$/, '');

/** How the ids of all steps begin that were made for requests of this chat. */
export const stepPrefixesOf = (conversationId: string): readonly string[] => [
  `ticket:${conversationId}#`,
  `change:${conversationId}#`,
];
