import '../../../packages/approval/src/b';
