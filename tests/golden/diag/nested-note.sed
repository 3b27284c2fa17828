s|Yes, all\.|Yes<fn>Since May.<fn>Or June.</fn></fn>, all.|
