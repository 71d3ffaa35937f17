import '../../../packages/testing/src/b';
