import '../../seals/src/b';
