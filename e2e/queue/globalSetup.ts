export { startSharedQueue as default } from './sharedQueue';
