/** The five providers by the names that the node gives them, so that tests can pair the two. */

export const providerIds = ['sinch', 'comcetera', 'linkGateway', 'linkDirect', 'horisen'] as const;

export type ProviderId = (typeof providerIds)[number];
