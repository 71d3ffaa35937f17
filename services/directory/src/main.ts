import { serve } from '@chancery/service';
import { directory } from './directory';

void serve(directory);
