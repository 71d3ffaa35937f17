import { serve } from '@chancery/service';
import { docs } from './docs';

void serve(docs);
