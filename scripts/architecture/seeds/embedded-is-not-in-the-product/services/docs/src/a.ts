import '../../../packages/embedded/src/b';
