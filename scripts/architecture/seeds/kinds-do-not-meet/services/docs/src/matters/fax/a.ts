import '../letter/b';
