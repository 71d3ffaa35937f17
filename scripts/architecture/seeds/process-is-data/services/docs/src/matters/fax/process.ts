import '../../registers/b';
