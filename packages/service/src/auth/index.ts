export { createVerifier, type Claims, type Verifier, type VerifierOptions } from './tokens';
