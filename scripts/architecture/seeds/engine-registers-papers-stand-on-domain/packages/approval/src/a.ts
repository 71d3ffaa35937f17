import '../../registers/src/b';
