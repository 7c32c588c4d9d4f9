/** What the engine is to reach on the test parts, and what is known of others there (shares, not per cent). */
export interface Goal {
  readonly set: string;
  readonly title: string;
  readonly accuracy: number;
  readonly auroc: number | null;
}

export const goals: readonly Goal[] = [
  { set: 'banking77', title: 'BANKING77 (77 intents)', accuracy: 0.925, auroc: null },
  { set: 'clinc150', title: 'CLINC150 (150 intents, in scope)', accuracy: 0.93, auroc: 0.95 },
  { set: 'hwu64', title: 'HWU64 (64 intents)', accuracy: 0.89, auroc: null },
  { set: 'askubuntu', title: 'AskUbuntu (5 intents)', accuracy: 0.94, auroc: null },
  { set: 'webapplications', title: 'WebApplications (8 intents)', accuracy: 0.83, auroc: null },
  { set: 'chatbot', title: 'Chatbot (2 intents)', accuracy: 0.98, auroc: null },
];
