import '../../../services/docs/src/b';
