import '../../approval/src/b';
